/** Days between the deletion of a workspace and its erasure, in which an owner can restore it. */
export const graceDays = 30;
