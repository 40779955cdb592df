const megabyte = 1024 * 1024;

/**
 * Sizes that keep an export within a function's memory. A ZIP file is closed once it has `volumeBytes`; what may still be
 * added then is a file of rows, as JSON and as CSV, of `chunkBytes` and a batch each. Even if nothing of it can be
 * compressed that is below 20 MB, the most that the platform streams as one answer.
 */
export const exportLimits = { volumeBytes: 8 * megabyte, chunkBytes: 4 * megabyte, batchBytes: megabyte };

export type ExportLimits = typeof exportLimits;
