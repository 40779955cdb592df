import { join, resolve } from 'node:path';
import { localSettings } from '../settings.ts';
import { startNetlify } from './start-netlify.ts';

/**
 * The product's own process: what the platform would run, and nothing else of the local cloud. Reads the product's
 * variables and `LOCAL_SSR_URL` (a development server instead of the build), `LOCAL_BUILD` (where the build lies), `LOCAL_COUNTRY`, `LOCAL_ROOT`,
 * `ARCHIPELAGO_FAST_RETRIES`. Tells a parent process, or the terminal, when it is ready; ends on SIGTERM.
 */

process.title = 'archipelago-web';
const settings = localSettings(process.env);
const root = resolve(process.env.LOCAL_ROOT ?? join(import.meta.dirname, '../../../..'));
const devServer = process.env.LOCAL_SSR_URL;

try {
  const netlify = await startNetlify({
    port: settings.webPort,
    apiPort: settings.webPort + 8,
    blobsPort: settings.blobsPort,
    dataDirectory: join(settings.dataDirectory, 'blobs'),
    root,
    ssr: devServer
      ? { kind: 'proxy', url: devServer }
      : { kind: 'build', directory: process.env.LOCAL_BUILD ?? join(root, 'apps/web') },
    country: process.env.LOCAL_COUNTRY ?? null,
    retryDelays: process.env.ARCHIPELAGO_FAST_RETRIES ? [200, 400] : undefined,
  });
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await netlify.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(signal, stop);
  if (process.send) process.send({ ready: netlify.url });
  else console.log(`ready ${netlify.url}`);
} catch (error) {
  console.error(error instanceof Error && !process.env.DEBUG ? error.message : error);
  process.exit(1);
}
