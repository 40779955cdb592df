import { resolve } from 'node:path';

/**
 * Where everything local lives. One variable moves all ports (`ARCHIPELAGO_PORT`, the web address), one all data
 * (`ARCHIPELAGO_DATA`), so that tests run beside a running `npm start`.
 */
export interface LocalSettings {
  /** Absolute path; every service keeps its state in a folder of its own below it. */
  dataDirectory: string;
  webPort: number;
  clerkPort: number;
  stripePort: number;
  smtpPort: number;
  blobsPort: number;
  postgresPort: number;
  neonProxyPort: number;
  /** Netlify's own API: purges. */
  netlifyApiPort: number;
  /** Used by `npm run dev` only. */
  astroDevPort: number;
  consolePort: number;
  /** UDP. */
  dnsPort: number;
}

export function localSettings(environment: Record<string, string | undefined>): LocalSettings {
  const webPort = Number(environment.ARCHIPELAGO_PORT ?? 8888);
  return {
    dataDirectory: resolve(environment.ARCHIPELAGO_DATA ?? '.local'),
    webPort,
    clerkPort: webPort + 1,
    stripePort: webPort + 2,
    smtpPort: webPort + 3,
    blobsPort: webPort + 4,
    postgresPort: webPort + 5,
    neonProxyPort: webPort + 6,
    netlifyApiPort: webPort + 8,
    astroDevPort: webPort + 7,
    consolePort: webPort + 11,
    dnsPort: webPort + 9,
  };
}
