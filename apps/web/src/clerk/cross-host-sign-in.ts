import { environment } from '@archipelago/core/environment';
import type { APIContext } from 'astro';
import { publicOrigin } from './public-url.ts';

type Context = Pick<APIContext, 'cookies' | 'locals'>;

const parameter = '__clerk_db_jwt';

/**
 * An address to send the person to, so that they arrive signed in. Cookies of a development instance hold for one
 * host, so an address on another host of ours takes the browser's development token along, as Clerk itself does. With
 * a production key the address is returned as it came: there Clerk keeps one session for all subdomains.
 */
function crossHostUrl(context: Context, address: string | URL): string {
  const { APP_URL, PUBLIC_CLERK_PUBLISHABLE_KEY } = environment();
  const here = publicOrigin(context);
  const given = String(address);
  const target = URL.canParse(given, here) ? new URL(given, here) : null;
  const token = context.cookies.get(parameter)?.value;
  const isDevelopment = PUBLIC_CLERK_PUBLISHABLE_KEY.startsWith('pk_test_');
  if (!target || !token || !isDevelopment || target.origin === here) return given;
  if (!isOurs(target, new URL(APP_URL))) return given;
  target.searchParams.set(parameter, token);
  return target.href;
}

/** The root host and its subdomains. */
function isOurs(target: URL, root: URL): boolean {
  return (
    target.protocol === root.protocol && (target.host === root.host || target.host.endsWith(`.${root.host}`))
  );
}

/** The same redirect, to an address that carries the sign-in along when it leads to another host of ours. */
export function carrySignIn(context: Context, response: Response): Response {
  const location = response.headers.get('location');
  if (response.status < 300 || response.status > 399 || !location) return response;
  const carried = crossHostUrl(context, location);
  if (carried === location) return response;
  const headers = new Headers(response.headers);
  headers.set('location', carried);
  return new Response(null, { status: response.status, headers });
}
