export const commentStates = ['visible', 'held', 'removed'] as const;
export type CommentState = (typeof commentStates)[number];

/** Why a comment is held. */
export const heldReasons = ['first', 'policy', 'links', 'reports', 'moderator', 'automated'] as const;
export type HeldReason = (typeof heldReasons)[number];

export const reportReasons = ['spam', 'unkind', 'other'] as const;
export type ReportReason = (typeof reportReasons)[number];
