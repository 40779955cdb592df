import type { Environment } from '@archipelago/core/environment';

/**
 * Sources that depend on where this copy runs and on this one answer, by directive. The nonce is for styles alone: a
 * tenant's accent, and the styles of Clerk's components.
 */
export function runtimeSources(environment: Environment, nonce: string): Record<string, readonly string[]> {
  const clerk = environment.PUBLIC_CLERK_PROXY_URL
    ? []
    : [clerkOrigin(environment.PUBLIC_CLERK_PUBLISHABLE_KEY)];
  return {
    'script-src': [...clerk, ...(clerk.length > 0 ? ['https://challenges.cloudflare.com'] : [])],
    'style-src': [`'nonce-${nonce}'`],
    'connect-src': clerk,
    // Where the switcher finds the logos of a person's other workspaces.
    'img-src': [new URL(environment.APP_URL).origin],
    'form-action': [...workspaceOrigins(environment.APP_URL), ...checkoutOrigins(environment.STRIPE_API_URL)],
  };
}

/** A publishable key is the base64 of its instance's host and a dollar sign. */
function clerkOrigin(publishableKey: string): string {
  const encoded = publishableKey.split('_')[2] ?? '';
  return `https://${atob(encoded).replace(/\$$/, '')}`;
}

/** Creating a workspace on the root host leads to the workspace's own host. */
function workspaceOrigins(appUrl: string): string[] {
  const { protocol, host } = new URL(appUrl);
  return [`${protocol}//${host}`, `${protocol}//*.${host}`];
}

function checkoutOrigins(stripeApiUrl: string | undefined): string[] {
  return stripeApiUrl
    ? [new URL(stripeApiUrl).origin]
    : ['https://checkout.stripe.com', 'https://billing.stripe.com'];
}
