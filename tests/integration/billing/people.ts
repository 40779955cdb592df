import { randomUUID } from 'node:crypto';
import { grantOf } from '@archipelago/core/access/grant';
import type { Role } from '@archipelago/core/access/roles';
import { entitlementsOf } from '@archipelago/core/billing/entitlements-of';
import type { WorkspaceContext } from '@archipelago/core/context/context';
import type { OwnDatabase } from '../../support/own-database.ts';
import { unique } from '../../support/own-database.ts';

/** Adds somebody to a workspace; their user id. */
export async function addPerson(database: OwnDatabase, workspaceId: string, role: Role): Promise<string> {
  const userId = randomUUID();
  await database.observer.query(
    'insert into "user" (id, clerk_user_id, email, name) values ($1, $2, $3, $4)',
    [userId, unique('user_'), `${unique('p')}@billing.test`, 'A person'],
  );
  await database.observer.query(
    'insert into member (workspace_id, user_id, role) values ($1, $2, $3::role)',
    [workspaceId, userId, role],
  );
  return userId;
}

/** What the middleware would hand to a request of this owner now. */
export async function ownerContext(
  database: OwnDatabase,
  workspace: { id: string; slug: string },
  userId: string,
): Promise<WorkspaceContext> {
  const { rows } = await database.observer.query('select * from subscription where workspace_id = $1', [
    workspace.id,
  ]);
  const [row] = rows;
  return {
    request: { requestId: randomUUID(), ip: null, country: null },
    actor: {
      kind: 'user',
      userId,
      clerkUserId: 'user_owner',
      name: 'Olga Owner',
      email: 'olga@billing.test',
      imageUrl: null,
      operator: false,
    },
    workspace: {
      ...workspace,
      name: 'Billing',
      tagline: '',
      accent: null,
      timeZone: 'UTC',
      language: 'en',
      logoPath: null,
      coverPath: null,
      hidesBadge: false,
      navigation: [],
      sitePurgedAt: null,
      homePurgedAt: null,
      guestbookPurgedAt: null,
      joinPolicy: 'open',
      signInRules: { secondFactor: false },
      commentPolicy: 'first_held',
      heldComments: 0,
      guestbookSigners: 'people',
      openInquiries: 0,
      isSetupHidden: false,
      status: 'active',
      eraseAfter: null,
      primaryDomain: null,
    },
    grant: grantOf('owner', null),
    unreadNotifications: 0,
    blocked: false,
    ownershipOffer: null,
    subscription: row
      ? {
          plan: row.plan,
          interval: row.interval,
          currency: row.currency,
          status: row.status,
          seats: row.seats,
          trialEndsAt: row.trial_ends_at,
          currentPeriodEnd: row.current_period_end,
          cancelAt: row.cancel_at,
          paymentMethod: row.payment_method,
          overdueSince: row.overdue_since,
          asOf: row.as_of,
        }
      : null,
    entitlements: entitlementsOf(row ?? null),
  };
}
