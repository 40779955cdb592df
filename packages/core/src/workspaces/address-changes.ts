/** How often an address may change, so that nobody collects addresses: each stays taken for good. */
export const addressChanges = { most: 3, days: 30 };
