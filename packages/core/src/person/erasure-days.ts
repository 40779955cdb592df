/** Days between a person's wish to be erased and its beginning, in which they can take it back. */
export const erasureDays = 7;
