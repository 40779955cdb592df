import { createApiKey } from '@archipelago/core/api-keys/create-api-key';
import { trimAuditLogs } from '@archipelago/core/audit/trim-audit-logs';
import type { Entitlements } from '@archipelago/core/billing/catalogue';
import { updateBranding } from '@archipelago/core/branding/update-branding';
import { uploadImage } from '@archipelago/core/branding/upload-image';
import { addDomain } from '@archipelago/core/domains/add-domain';
import { AppError } from '@archipelago/core/errors/app-error';
import { inviteMember } from '@archipelago/core/invitations/invite-member';
import { createPost } from '@archipelago/core/posts/create-post';
import { createWebhookEndpoint } from '@archipelago/core/webhooks/create-webhook-endpoint';
import { makeApiKey, privateReceiver } from '../../support/connection-factories.ts';
import { contextFor, type MadeUser, type MadeWorkspace } from '../../support/factories.ts';
import { pngOf } from '../../support/make-image.ts';
import { unique } from '../../support/own-database.ts';
import type { OwnProduct } from '../../support/own-product.ts';
import { callApi } from '../api/call-api.ts';

/** `done`, or what it was refused with, and what the refusal says. */
export interface Answer {
  outcome: string;
  says: string;
}

export interface EntitlementCase {
  /** Adds so much of it to a workspace, past every check. Only of limits. */
  fill?(product: OwnProduct, workspace: MadeWorkspace, amount: number): Promise<unknown>;
  /** Asks for one more in the name of somebody. */
  one(product: OwnProduct, workspace: MadeWorkspace, by: MadeUser): Promise<Answer>;
  /** How much one more is; 1 unless given. */
  size?: number;
  /** How much of it every workspace has from its beginning; none unless given. */
  from?: number;
  /** What is refused, in the refusal's words. */
  noun: string;
}

const sql =
  (text: string) =>
  async ({ database }: OwnProduct, { id, owner }: MadeWorkspace, amount: number) => {
    const session = await database.observer.connect();
    try {
      // Triggers keep the plans of their session, and one made for a small table reads a large one from end to end.
      await session.query('discard plans');
      await session.query(text, text.includes('$3') ? [id, amount, owner.userId] : [id, amount]);
    } finally {
      session.release();
    }
  };

async function asked(
  workspace: MadeWorkspace,
  by: MadeUser,
  run: (ctx: Awaited<ReturnType<typeof contextFor>>) => Promise<unknown>,
): Promise<Answer> {
  const ctx = await contextFor(by, workspace);
  try {
    await run(ctx);
    return { outcome: 'done', says: '' };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { outcome: `${error.code} ${error.reason}`, says: error.message };
  }
}

const counter = (meter: string) =>
  sql(`insert into usage_counter as c (workspace_id, meter, period, used)
    values ($1, '${meter}', date_trunc('month', now() at time zone 'UTC'), $2)
    on conflict (workspace_id, meter, period) do update set used = c.used + excluded.used`);

/** How each entitlement is met at its end. The type asks for one more as soon as the catalogue has one more. */
export const entitlementCases: Record<Exclude<keyof Entitlements, 'auditRetentionDays'>, EntitlementCase> = {
  seats: {
    noun: 'seats',
    from: 1,
    fill: sql(`with people as (
        insert into "user" (clerk_user_id, email, name)
        select gen_random_uuid()::text, gen_random_uuid() || '@seats.test', 'Person' from generate_series(1, $2::int) n returning id
      ) insert into member (workspace_id, user_id, role) select $1::uuid, id, 'admin'::role from people`),
    one: (_, workspace, by) =>
      asked(workspace, by, (ctx) =>
        inviteMember(ctx, { email: `${unique('p')}@seats.test`, role: 'member' }),
      ),
  },
  posts: {
    noun: 'posts',
    fill: sql(`insert into post (workspace_id, author_user_id, slug, title, body)
      select $1, $3, 'post-' || gen_random_uuid(), 'Post', 'Words' from generate_series(1, $2::int) n`),
    one: (_, workspace, by) =>
      asked(workspace, by, (ctx) => createPost(ctx, { title: 'One more', body: 'x' })),
  },
  storageBytes: {
    noun: 'of storage',
    size: 64 * 1024,
    fill: sql(`insert into file (workspace_id, kind, key, content_type, bytes)
      select $1::uuid, 'cover', $1::uuid || '/cover/' || gen_random_uuid() || '.png', 'image/png',
        least(1024 ^ 3, $2::bigint - n * (1024 ^ 3)) from generate_series(0, ceil($2::bigint / 1024 ^ 3)::int - 1) n`),
    one: (_, workspace, by) =>
      asked(workspace, by, (ctx) =>
        uploadImage(ctx, { kind: 'logo', image: new File([pngOf(64, 64)], 'x.png', { type: 'image/png' }) }),
      ),
  },
  apiKeys: {
    noun: 'API keys',
    fill: async (_, workspace, amount) => {
      for (let count = 0; count < amount; count += 1) await makeApiKey(workspace);
    },
    one: (_, workspace, by) =>
      asked(workspace, by, (ctx) =>
        createApiKey(ctx, { name: unique('Key '), scopes: ['posts:read'], lifetime: '30' }),
      ),
  },
  apiRequestsPerMonth: {
    noun: 'API requests a month',
    fill: counter('api-requests'),
    one: async (_, workspace) => {
      const { token } = await makeApiKey(workspace);
      const { status, json } = await callApi('GET', '/posts', { token });
      return status === 200
        ? { outcome: 'done', says: '' }
        : { outcome: `${json.code} ${json.reason}`, says: json.detail };
    },
  },
  emailsPerMonth: {
    noun: 'e-mails a month',
    fill: counter('emails'),
    one: (_, workspace, by) =>
      asked(workspace, by, (ctx) =>
        inviteMember(ctx, { email: `${unique('p')}@mails.test`, role: 'member' }),
      ),
  },
  customDomains: {
    noun: 'custom domains',
    fill: sql(`insert into custom_domain (workspace_id, host, challenge)
      select $1, 'd' || gen_random_uuid() || '.example.localhost', gen_random_uuid() from generate_series(1, $2::int) n`),
    one: (_, workspace, by) =>
      asked(workspace, by, (ctx) => addDomain(ctx, { domain: `${unique('d')}.example.localhost` })),
  },
  outboundWebhooks: {
    noun: 'Webhooks to your own systems',
    one: (_, workspace, by) =>
      asked(workspace, by, (ctx) =>
        createWebhookEndpoint(ctx, { url: privateReceiver(), description: unique('E'), events: 'all' }),
      ),
  },
  brandingRemoval: {
    noun: 'Hiding “Made with Archipelago”',
    one: (_, workspace, by) =>
      asked(workspace, by, async (ctx) => {
        await updateBranding(ctx, { accent: '#005f73', badge: 'shown' });
        await updateBranding(await contextFor(by, workspace), { accent: '#005f73', badge: 'hidden' });
      }),
  },
};

/** Which entries of these ages, the oldest first, the log still has after the nightly trimming. */
export async function auditEntriesKept(
  product: OwnProduct,
  { id }: MadeWorkspace,
  ages: readonly number[],
): Promise<number[]> {
  const { observer } = product.database;
  await observer.query(
    `insert into audit_event (workspace_id, actor_kind, actor_name, action, target_kind, target_name, request_id, created_at)
      select $1, 'system', 'Stripe', 'billing.plan_changed', 'subscription', days, 'aged', now() - days * interval '1 day'
      from unnest($2::int[]) as days`,
    [id, ages],
  );
  await trimAuditLogs();
  const { rows } = await observer.query<{ days: number }>(
    `select target_name::int as days from audit_event where workspace_id = $1 and request_id = 'aged'`,
    [id],
  );
  return rows.map(({ days }) => days);
}
