/** Where a page asks, on its own host. The edge answers: pages are the same in every country, and so are their copies. */
export const consentPath = '/.well-known/consent';
