/** Days a finished export can be downloaded. */
export const exportDays = 7;
