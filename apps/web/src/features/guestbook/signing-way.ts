import type { WorkspaceContext } from '@archipelago/core/context/context';
import type { TenantPaths } from '../../paths.ts';
import { signingStanding } from './signing-standing.ts';

/** Where a visitor goes to sign the guestbook, by way of what stands before it; null for whom there is no way. */
export function signingWay(
  context: WorkspaceContext,
  paths: TenantPaths,
): { href: string; isJoining: boolean } | null {
  const sign = paths.signGuestbook;
  switch (signingStanding(context)) {
    case 'signs':
      return { href: sign, isJoining: false };
    case 'signed-out':
      return { href: paths.signIn(sign), isJoining: false };
    case 'join':
      return { href: paths.join(sign), isJoining: true };
    case 'not':
    case 'closed':
      return null;
  }
}
