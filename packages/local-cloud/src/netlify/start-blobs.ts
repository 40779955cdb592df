import { mkdir } from 'node:fs/promises';
import { BlobsServer } from '@netlify/blobs/server';
import { refuseProduction } from '../refuse-production.ts';
import { listen } from './listen.ts';
import { localSite } from './local-site.ts';

export interface LocalBlobs {
  url: string;
  /** Value of `NETLIFY_BLOBS_CONTEXT`: with it `getStore()` works unchanged, in this process or another. */
  context: string;
  stop(): Promise<void>;
}

/** The part of Netlify's own server that answers a request; its types keep it private. */
interface BlobsHandler {
  address: string;
  handleRequest(request: Request): Promise<Response>;
}

/**
 * Netlify's own Blobs server over a folder, kept across restarts. Its `start()` would listen on every network
 * interface, so only its request handler is used. Reads are always strong here; on the platform they are eventual
 * unless asked otherwise, and conditional writes are atomic neither here nor there.
 */
export async function startBlobs(options: { port: number; dataDirectory: string }): Promise<LocalBlobs> {
  refuseProduction('Local Netlify Blobs', process.env);
  await mkdir(options.dataDirectory, { recursive: true });
  const server = new BlobsServer({
    directory: options.dataDirectory,
    token: localSite.token,
    logger: () => undefined,
  });
  const blobs = server as unknown as BlobsHandler;
  const listening = await listen({
    name: 'Netlify Blobs',
    port: options.port,
    bodyLimit: 64 * 1024 * 1024,
    handle: (request) => blobs.handleRequest(request),
  });
  blobs.address = listening.url;
  const context = {
    siteID: localSite.id,
    deployID: localSite.deployId,
    token: localSite.token,
    edgeURL: listening.url,
    uncachedEdgeURL: listening.url,
    primaryRegion: 'us-east-2',
  };
  return {
    url: listening.url,
    context: Buffer.from(JSON.stringify(context)).toString('base64'),
    stop: () => listening.stop(),
  };
}
