import { isLoopback } from '@archipelago/core/is-loopback';

/**
 * Address of a workspace that anybody may look at, or null. The sample is there where the product runs on somebody's own
 * machine; elsewhere whoever runs it says which one, with `PUBLIC_DEMO_WORKSPACE`, or there is none.
 */
export const demoWorkspace: string | null =
  import.meta.env.PUBLIC_DEMO_WORKSPACE || (isLoopback(import.meta.env.SITE ?? '') ? 'acme' : null);
