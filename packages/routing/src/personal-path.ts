const personal = /^\/(?:dashboard|join|invitation|closing|support-visit|account|sign-in|sign-up|you)(?:\/|$)/;

/**
 * Whether a tenant's page is about who looks at it. Sessions are bound to the platform's own hosts, so that such a page
 * has no use on a custom domain.
 */
export function isPersonalPath(pathname: string): boolean {
  return personal.test(pathname);
}
