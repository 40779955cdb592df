/** Of the picture beside a link to a post, in pixels. */
export const postCardSize = { width: 1200, height: 630 } as const;
