import { prisma } from './connection.ts';
import type { CustomRole, Member, Role, Subscription, User, Workspace } from './generated/client.ts';
import { orUnavailable } from './or-unavailable.ts';

/** Each part is null when there is none. A deleted user is a member and an operator of nothing. */
export interface LoadedContext {
  user: Pick<User, 'id' | 'clerkUserId' | 'email' | 'name' | 'imageUrl' | 'deletedAt'> | null;
  operator: boolean;
  workspace: Omit<Workspace, 'createdAt' | 'updatedAt' | 'domainsDueAt'> | null;
  member: Pick<Member, 'id' | 'role' | 'blockedAt' | 'lastSeenAt'> | null;
  customRole: Pick<CustomRole, 'id' | 'name' | 'permissions'> | null;
  subscription: Omit<
    Subscription,
    | `planned${'Plan' | 'Interval' | 'Seats' | 'At'}`
    | `discount${'Name' | 'PercentOff' | 'AmountOff' | 'EndsAt'}`
    | 'pendingAmount'
  > | null;
  /** 100 stands for 100 or more. */
  unreadNotifications: number;
  /** The open hand-over of ownership to this person. */
  ownershipOffer: string | null;
  /** Of an operator who is no member: their open visit, by the workspace's consent. */
  supportVisit: { id: string; expiresAt: Date } | null;
}

/** As `to_jsonb` spells the rows. */
export interface LoadedRow {
  user: {
    id: string;
    clerk_user_id: string;
    email: string;
    name: string;
    image_url: string | null;
    deleted_at: string | null;
  } | null;
  operator: boolean;
  workspace: {
    id: string;
    slug: string;
    name: string;
    tagline: string;
    status: Workspace['status'];
    accent: string | null;
    time_zone: string;
    join_policy: Workspace['joinPolicy'];
    comment_policy: Workspace['commentPolicy'];
    held_comments: number;
    guestbook_signers: Workspace['guestbookSigners'];
    open_inquiries: number;
    setup_hidden_at: string | null;
    second_factor_required: boolean;
    language: string;
    logo_path: string | null;
    cover_path: string | null;
    hides_badge: boolean;
    navigation: Workspace['navigation'];
    site_purged_at: string | null;
    home_purged_at: string | null;
    guestbook_purged_at: string | null;
    clerk_organization_id: string | null;
    erase_after: string | null;
    primary_domain: string | null;
  } | null;
  member: { id: string; role: Role; blocked_at: string | null; last_seen_at: string | null } | null;
  custom_role: { id: string; name: string; permissions: string[] } | null;
  unread_notifications: number;
  ownership_offer: string | null;
  /** Absent where nobody but a member can ask. */
  support_visit?: { id: string; expires_at: string } | null;
  subscription: {
    workspace_id: string;
    stripe_subscription_id: string;
    plan: string;
    interval: string;
    currency: string;
    status: string;
    seats: number;
    trial_ends_at: string | null;
    current_period_start: string;
    current_period_end: string;
    cancel_at: string | null;
    payment_method: string | null;
    synced_at: string;
    overdue_since: string | null;
    as_of: string;
  } | null;
}

/**
 * Everything a request needs to know about who asks and where, in one statement. Notes that a member was seen, at most
 * every five minutes.
 *
 * @param slug null outside of a workspace.
 * @param clerkUserId verified, or null for an anonymous visitor.
 * @throws DatabaseUnavailable
 */
export async function loadContext(slug: string | null, clerkUserId: string | null): Promise<LoadedContext> {
  const rows = await orUnavailable(
    () => prisma().$queryRaw<LoadedRow[]>`select * from app.load_context(${slug}, ${clerkUserId})`,
  );
  const row = rows[0];
  if (!row) throw new Error('app.load_context answered no row. Is every migration applied?');
  return loadedContextOf(row);
}

/** The same facts as Prisma's own queries would spell them. */
export function loadedContextOf(row: LoadedRow): LoadedContext {
  return {
    user: row.user && {
      id: row.user.id,
      clerkUserId: row.user.clerk_user_id,
      email: row.user.email,
      name: row.user.name,
      imageUrl: row.user.image_url,
      deletedAt: dateOf(row.user.deleted_at),
    },
    operator: row.operator,
    workspace: row.workspace && {
      id: row.workspace.id,
      slug: row.workspace.slug,
      name: row.workspace.name,
      tagline: row.workspace.tagline,
      status: row.workspace.status,
      accent: row.workspace.accent,
      timeZone: row.workspace.time_zone,
      joinPolicy: row.workspace.join_policy,
      commentPolicy: row.workspace.comment_policy,
      heldComments: row.workspace.held_comments,
      guestbookSigners: row.workspace.guestbook_signers,
      openInquiries: row.workspace.open_inquiries,
      setupHiddenAt: dateOf(row.workspace.setup_hidden_at),
      secondFactorRequired: row.workspace.second_factor_required,
      language: row.workspace.language,
      logoPath: row.workspace.logo_path,
      coverPath: row.workspace.cover_path,
      hidesBadge: row.workspace.hides_badge,
      navigation: row.workspace.navigation,
      sitePurgedAt: dateOf(row.workspace.site_purged_at),
      homePurgedAt: dateOf(row.workspace.home_purged_at),
      guestbookPurgedAt: dateOf(row.workspace.guestbook_purged_at),
      clerkOrganizationId: row.workspace.clerk_organization_id,
      eraseAfter: dateOf(row.workspace.erase_after),
      primaryDomain: row.workspace.primary_domain,
    },
    member: row.member && {
      id: row.member.id,
      role: row.member.role,
      blockedAt: dateOf(row.member.blocked_at),
      lastSeenAt: dateOf(row.member.last_seen_at),
    },
    customRole: row.custom_role && {
      id: row.custom_role.id,
      name: row.custom_role.name,
      permissions: row.custom_role.permissions,
    },
    subscription: row.subscription && subscriptionOf(row.subscription),
    unreadNotifications: row.unread_notifications,
    ownershipOffer: row.ownership_offer,
    supportVisit: row.support_visit
      ? { id: row.support_visit.id, expiresAt: new Date(row.support_visit.expires_at) }
      : null,
  };
}

function subscriptionOf(row: NonNullable<LoadedRow['subscription']>): LoadedContext['subscription'] {
  return {
    workspaceId: row.workspace_id,
    stripeSubscriptionId: row.stripe_subscription_id,
    plan: row.plan,
    interval: row.interval,
    currency: row.currency,
    status: row.status,
    seats: row.seats,
    trialEndsAt: dateOf(row.trial_ends_at),
    currentPeriodStart: new Date(row.current_period_start),
    currentPeriodEnd: new Date(row.current_period_end),
    cancelAt: dateOf(row.cancel_at),
    paymentMethod: row.payment_method,
    syncedAt: new Date(row.synced_at),
    overdueSince: dateOf(row.overdue_since),
    asOf: new Date(row.as_of),
  };
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
