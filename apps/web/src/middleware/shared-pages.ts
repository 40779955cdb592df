import type { WorkspaceContext } from '@archipelago/core/context/context';
import type { APIContext } from 'astro';

/**
 * Public pages that are one and the same for everybody, signed in or not: the CDN answers all from one copy, and what is
 * personal comes as a piece of its own (`data-island`). No form is on them.
 */
const sharedRoutes = new Set(['/w/[workspace]/guestbook']);

export function isSharedPage({ routePattern, request, url }: APIContext): boolean {
  return sharedRoutes.has(routePattern) && request.method === 'GET' && !url.searchParams.has('_action');
}

/** The same workspace as somebody unknown sees it: what is rendered from this has nothing personal to say. */
export function asVisitor(context: WorkspaceContext): WorkspaceContext {
  const { signIn: _, ...rest } = context;
  return {
    ...rest,
    actor: { kind: 'anonymous' },
    grant: null,
    unreadNotifications: 0,
    blocked: false,
    ownershipOffer: null,
  };
}
