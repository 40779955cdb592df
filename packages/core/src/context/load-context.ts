import { type LoadedContext, loadContext } from '@archipelago/db/load-context';
import { isRoutableSlug } from '@archipelago/routing/slug';
import { grantFor, grantOf, supportGrant } from '../access/grant.ts';
import type { SignIn } from '../access/sign-in-rules.ts';
import { catalogueCurrency } from '../billing/currency-of-billing.ts';
import { entitlementsOf, planOf } from '../billing/entitlements-of.ts';
import { databaseRoleIsSafe } from '../boot.ts';
import { toAppError } from '../errors/to-app-error.ts';
import { ensureUser } from '../identity/ensure-user.ts';
import { navigationOf } from '../navigation/navigation.ts';
import type { Actor, PersonContext, RequestInfo, WorkspaceContext } from './context.ts';

export interface ContextRequest {
  /** The workspace of the URL, or null outside one. */
  slug: string | null;
  /** From a verified session, or null when nobody is signed in. */
  clerkUserId: string | null;
  /** From the same session. */
  signIn?: SignIn;
  request: RequestInfo;
}

/**
 * Who asks, and in which workspace; `workspace` is null when none is open at this address. `closing` is the one that is
 * being deleted there: nothing but restoring it is done in that. One SQL statement, and none for
 * nobody outside a workspace; a person seen for the first time, before Clerk's webhook came, costs one read from Clerk and
 * two more.
 */
export async function loadRequestContext({ slug, clerkUserId, signIn, request }: ContextRequest): Promise<{
  person: PersonContext;
  workspace: WorkspaceContext | null;
  closing: WorkspaceContext | null;
}> {
  try {
    const directorySlug = slug !== null && isRoutableSlug(slug) ? slug : null;
    if (directorySlug === null && clerkUserId === null) return nobodyNowhere(request);
    const [firstLoaded] = await Promise.all([loadContext(directorySlug, clerkUserId), databaseRoleIsSafe()]);
    let loaded = firstLoaded;
    if (clerkUserId && !loaded.user && (await ensureUser(clerkUserId))) {
      loaded = await loadContext(directorySlug, clerkUserId);
    }
    const person: PersonContext = { request, actor: actorOf(loaded), ...(signIn && { signIn }) };
    const workspace = workspaceContextOf(person, loaded);
    return workspace?.workspace.status === 'active'
      ? { person, workspace, closing: null }
      : { person, workspace: null, closing: workspace };
  } catch (error) {
    throw toAppError(error, request, 'load-context');
  }
}

/** What was loaded, as operations take it; null when there is no such workspace. */
export function workspaceContextOf(person: PersonContext, loaded: LoadedContext): WorkspaceContext | null {
  const { workspace, member, customRole, subscription, unreadNotifications, ownershipOffer, supportVisit } =
    loaded;
  if (!workspace) return null;
  const signInRules = { secondFactor: workspace.secondFactorRequired };
  return {
    ...person,
    workspace: {
      id: workspace.id,
      slug: workspace.slug,
      name: workspace.name,
      tagline: workspace.tagline,
      accent: workspace.accent,
      timeZone: workspace.timeZone,
      language: workspace.language,
      logoPath: workspace.logoPath,
      coverPath: workspace.coverPath,
      hidesBadge: workspace.hidesBadge,
      navigation: navigationOf(workspace.navigation),
      sitePurgedAt: workspace.sitePurgedAt,
      homePurgedAt: workspace.homePurgedAt,
      guestbookPurgedAt: workspace.guestbookPurgedAt,
      status: workspace.status,
      eraseAfter: workspace.eraseAfter,
      primaryDomain: workspace.primaryDomain,
      joinPolicy: workspace.joinPolicy,
      signInRules,
      commentPolicy: workspace.commentPolicy,
      guestbookSigners: workspace.guestbookSigners,
      openInquiries: workspace.openInquiries,
      heldComments: workspace.heldComments,
      isSetupHidden: workspace.setupHiddenAt !== null,
    },
    grant: supportVisit
      ? supportGrant(supportVisit)
      : member && !member.blockedAt
        ? grantFor(person, grantOf(member.role, customRole), signInRules)
        : null,
    subscription: subscription && {
      plan: planOf(subscription),
      interval: subscription.interval === 'year' ? 'year' : 'month',
      currency: catalogueCurrency(subscription.currency),
      status: subscription.status,
      seats: subscription.seats,
      trialEndsAt: subscription.trialEndsAt,
      currentPeriodEnd: subscription.currentPeriodEnd,
      cancelAt: subscription.cancelAt,
      paymentMethod: subscription.paymentMethod,
      overdueSince: subscription.overdueSince,
      asOf: subscription.asOf,
    },
    entitlements: entitlementsOf(subscription),
    unreadNotifications,
    blocked: person.actor.kind === 'user' && Boolean(member?.blockedAt),
    ownershipOffer,
  };
}

function nobodyNowhere(request: RequestInfo): { person: PersonContext; workspace: null; closing: null } {
  return { person: { request, actor: { kind: 'anonymous' } }, workspace: null, closing: null };
}

function actorOf({ user, operator }: LoadedContext): Actor {
  if (!user || user.deletedAt) return { kind: 'anonymous' };
  return {
    kind: 'user',
    userId: user.id,
    clerkUserId: user.clerkUserId,
    name: user.name,
    email: user.email,
    imageUrl: user.imageUrl,
    operator,
  };
}
