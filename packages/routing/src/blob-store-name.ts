/**
 * The name of a Blobs store of ours. Netlify gives one set of stores to all of a site's deploys, previews included, so
 * that a store carries its address in its name.
 *
 * @param appUrl `APP_URL`
 */
export function blobStoreName(store: string, appUrl: string): string {
  return `${store}-${new URL(appUrl).host.replace(/[^a-z0-9]+/gi, '-')}`;
}
