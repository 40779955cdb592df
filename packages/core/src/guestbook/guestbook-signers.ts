/**
 * Who may sign the guestbook:
 *
 * - `visitors`: everybody, by the name they give
 * - `people`: whoever belongs to the workspace or its site
 * - `nobody`: what is there stays to read
 */
export const guestbookSigners = ['visitors', 'people', 'nobody'] as const;
export type GuestbookSigners = (typeof guestbookSigners)[number];
