/** What the browser tests need to know about the running product. */
export function browserEnvironment() {
  const { ARCHIPELAGO_APP_URL, ARCHIPELAGO_CONSOLE_URL, ARCHIPELAGO_CHROMIUM } = process.env;
  return {
    appUrl: ARCHIPELAGO_APP_URL || 'http://localhost:8888',
    consoleUrl: ARCHIPELAGO_CONSOLE_URL || 'http://localhost:8899',
    /** Path of a Chromium; undefined for Playwright's own. */
    chromium: ARCHIPELAGO_CHROMIUM || undefined,
  };
}

/** Address of a tenant's page on the tenant's own host. */
export function tenantUrl(slug: string, path = '/'): string {
  const url = new URL(path, browserEnvironment().appUrl);
  url.host = `${slug}.${url.host}`;
  return url.href;
}
