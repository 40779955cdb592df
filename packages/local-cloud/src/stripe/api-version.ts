/** The one version of Stripe's API that is spoken; the SDK's own, which a test compares. */
export const apiVersion = '2026-10-28.endive';
