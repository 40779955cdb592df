import { createHash } from 'node:crypto';

export interface PublishableKey {
  /** The `iss` claim: the instance's Frontend API. */
  issuer: string;
  /** What Clerk appends to its cookies' names, so that two instances on one host do not collide. */
  cookieSuffix: string;
}

/** Reads `pk_test_<base64 of "host$">` the way Clerk's SDK does. */
export function readPublishableKey(publishableKey: string): PublishableKey {
  const encodedHost = publishableKey.split('_')[2];
  const host = Buffer.from(encodedHost ?? '', 'base64').toString();
  if (!publishableKey.startsWith('pk_test_') || !host.endsWith('$')) {
    throw new Error(
      `The local Clerk needs a development key, "pk_test_" and the base64 of a host and "$"; it got "${publishableKey}".`,
    );
  }
  return {
    issuer: `https://${host.slice(0, -1)}`,
    cookieSuffix: createHash('sha1').update(publishableKey).digest('base64url').slice(0, 8),
  };
}
