/** Days for which spam, what looks automated and was never approved, and what was taken off the site are kept. */
export const spamDays = 30;
