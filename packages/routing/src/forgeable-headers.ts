/**
 * Headers by which a framework or proxy may be talked into another host, path, method or identity. The platform sets
 * those it needs after the edge, so whatever arrives there was written by the client.
 */
const forgeable = new Set([
  'forwarded',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-prefix',
  'x-forwarded-proto',
  'x-forwarded-protocol',
  'x-forwarded-scheme',
  'x-forwarded-server',
  'x-forwarded-ssl',
  'x-forwarded-uri',
  'x-forwarded-path',
  'x-host',
  'x-http-host-override',
  'x-http-method',
  'x-http-method-override',
  'x-method-override',
  'x-original-host',
  'x-original-uri',
  'x-original-url',
  'x-rewrite-url',
  'x-url-scheme',
  'front-end-https',
  'client-ip',
  'cluster-client-ip',
  'cf-connecting-ip',
  'cf-ipcountry',
  'fastly-client-ip',
  'true-client-ip',
  'x-client-ip',
  'x-cluster-client-ip',
  'x-originating-ip',
  'x-real-ip',
  'x-remote-addr',
  'x-remote-ip',
  'x-country',
  'x-geo',
  'x-geo-country',
]);

const forgeablePrefixes = [
  'x-archipelago-',
  'x-astro-',
  'x-middleware-',
  'x-tenant',
  'x-workspace',
  'x-clerk-',
  'clerk-',
];

/** Whether a request header must not pass from a client to the origin. Header names are lower case. */
export function isClientForgeable(header: string): boolean {
  return forgeable.has(header) || forgeablePrefixes.some((prefix) => header.startsWith(prefix));
}
