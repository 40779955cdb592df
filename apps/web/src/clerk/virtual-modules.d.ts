/** Loads Clerk and its prebuilt components and mounts what the page has left places for. */
declare module 'virtual:clerk/ui' {}

/** Loads Clerk alone: it keeps the session's token fresh. */
declare module 'virtual:clerk/core' {}
