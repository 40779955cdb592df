import { createApiKey } from '@archipelago/core/api-keys/create-api-key';
import { trimAuditLogs } from '@archipelago/core/audit/trim-audit-logs';
import { type Entitlements, entitlements } from '@archipelago/core/billing/catalogue';
import { updateBranding } from '@archipelago/core/branding/update-branding';
import { uploadImage } from '@archipelago/core/branding/upload-image';
import { addDomain } from '@archipelago/core/domains/add-domain';
import { inviteMember } from '@archipelago/core/invitations/invite-member';
import { createPost } from '@archipelago/core/posts/create-post';
import { createWebhookEndpoint } from '@archipelago/core/webhooks/create-webhook-endpoint';
import { makeApiKey, privateReceiver } from '../../support/connection-factories.ts';
import { contextFor, type MadeUser, type MadeWorkspace } from '../../support/factories.ts';
import { pngOf } from '../../support/make-image.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { unique } from '../../support/own-database.ts';
import type { OwnProduct } from '../../support/own-product.ts';
import { callApi } from '../api/call-api.ts';

export interface EntitlementCase {
  /** Brings the workspace to where Free has no room for one more. */
  fill?(product: OwnProduct, workspace: MadeWorkspace): Promise<unknown>;
  /** Asks for one more in the name of somebody: `done`, or the refusal. */
  one(product: OwnProduct, workspace: MadeWorkspace, by: MadeUser): Promise<string>;
  /** What Free answers then. */
  refused: string;
}

const free = entitlements.free;
const sql =
  (text: string) =>
  (product: OwnProduct, { id, owner }: MadeWorkspace) =>
    product.database.observer.query(text, text.includes('$2') ? [id, owner.userId] : [id]);
const asked = async (
  workspace: MadeWorkspace,
  by: MadeUser,
  run: (ctx: Awaited<ReturnType<typeof contextFor>>) => Promise<unknown>,
) => outcomeOf(run(await contextFor(by, workspace)));
const counter = (meter: string, used: number) =>
  sql(`insert into usage_counter (workspace_id, meter, period, used)
    values ($1, '${meter}', date_trunc('month', now() at time zone 'UTC'), ${used})`);

/** How each entitlement is met at its end. The type asks for one more as soon as the catalogue has one more. */
export const entitlementCases: Record<keyof Entitlements, EntitlementCase> = {
  seats: {
    fill: sql(`with people as (
        insert into "user" (clerk_user_id, email, name)
        select gen_random_uuid()::text, gen_random_uuid() || '@seats.test', 'Person' from generate_series(2, ${free.seats}) n returning id
      ) insert into member (workspace_id, user_id, role) select $1::uuid, id, 'admin'::role from people`),
    one: (_, workspace, by) =>
      asked(workspace, by, (ctx) =>
        inviteMember(ctx, { email: `${unique('p')}@seats.test`, role: 'member' }),
      ),
    refused: 'PAYMENT_REQUIRED seats',
  },
  posts: {
    fill: sql(`insert into post (workspace_id, author_user_id, slug, title, body)
      select $1, $2, 'post-' || n, 'Post', 'Words' from generate_series(1, ${free.posts}) n`),
    one: (_, workspace, by) =>
      asked(workspace, by, (ctx) => createPost(ctx, { title: 'One more', body: 'x' })),
    refused: 'PAYMENT_REQUIRED posts',
  },
  storageBytes: {
    fill: sql(`insert into file (workspace_id, kind, key, content_type, bytes)
      values ($1::uuid, 'logo', $1::uuid || '/logo/' || gen_random_uuid() || '.png', 'image/png', ${free.storageBytes})`),
    one: (_, workspace, by) =>
      asked(workspace, by, (ctx) =>
        uploadImage(ctx, { kind: 'logo', image: new File([pngOf(64, 64)], 'x.png', { type: 'image/png' }) }),
      ),
    refused: 'PAYMENT_REQUIRED storageBytes',
  },
  apiKeys: {
    fill: async (_, workspace) => {
      for (let count = 0; count < free.apiKeys; count += 1) await makeApiKey(workspace);
    },
    one: (_, workspace, by) =>
      asked(workspace, by, (ctx) =>
        createApiKey(ctx, { name: unique('Key '), scopes: ['posts:read'], lifetime: '30' }),
      ),
    refused: 'PAYMENT_REQUIRED apiKeys',
  },
  apiRequestsPerMonth: {
    fill: counter('api-requests', free.apiRequestsPerMonth),
    one: async (_, workspace) => {
      const { token } = await makeApiKey(workspace);
      const { status, json } = await callApi('GET', '/posts', { token });
      return status === 200 ? 'done' : `${json.code} ${json.reason}`;
    },
    refused: 'PAYMENT_REQUIRED apiRequestsPerMonth',
  },
  emailsPerMonth: {
    fill: counter('emails', free.emailsPerMonth),
    one: (_, workspace, by) =>
      asked(workspace, by, (ctx) =>
        inviteMember(ctx, { email: `${unique('p')}@mails.test`, role: 'member' }),
      ),
    refused: 'PAYMENT_REQUIRED emailsPerMonth',
  },
  customDomains: {
    one: (_, workspace, by) =>
      asked(workspace, by, (ctx) => addDomain(ctx, { domain: `${unique('d')}.example.localhost` })),
    refused: 'PAYMENT_REQUIRED customDomains',
  },
  auditRetentionDays: {
    fill: sql(`insert into audit_event (workspace_id, actor_kind, actor_name, action, target_kind, target_name, request_id, created_at)
      values ($1, 'system', 'Stripe', 'billing.plan_changed', 'subscription', 'Old', 'x',
        now() - ${free.auditRetentionDays + 1} * interval '1 day')`),
    async one(product, { id }) {
      await trimAuditLogs();
      const { rowCount } = await product.database.observer.query(
        `select 1 from audit_event where workspace_id = $1 and target_name = 'Old'`,
        [id],
      );
      return rowCount === 1 ? 'done' : 'trimmed';
    },
    refused: 'trimmed',
  },
  outboundWebhooks: {
    one: (_, workspace, by) =>
      asked(workspace, by, (ctx) =>
        createWebhookEndpoint(ctx, { url: privateReceiver(), description: unique('E'), events: 'all' }),
      ),
    refused: 'PAYMENT_REQUIRED outboundWebhooks',
  },
  brandingRemoval: {
    one: (_, workspace, by) =>
      asked(workspace, by, (ctx) => updateBranding(ctx, { accent: '#005f73', badge: 'hidden' })),
    refused: 'PAYMENT_REQUIRED brandingRemoval',
  },
};
