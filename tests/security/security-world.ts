import { uploadImage } from '@archipelago/core/branding/upload-image';
import type { WorkspaceContext } from '@archipelago/core/context/context';
import { exportSignature } from '@archipelago/core/exports/export-link';
import { inviteMember } from '@archipelago/core/invitations/invite-member';
import type { Operation } from '@archipelago/core/registry/registry';
import { withWorkspace } from '@archipelago/db/with-workspace';
import {
  contextFor,
  type MadeUser,
  type MadeWorkspace,
  makeApiKey,
  makeDataExport,
  makeDomain,
  makeInvitation,
  makeMember,
  makePost,
  makeUser,
  makeWebhook,
  makeWorkspace,
  privateReceiver,
} from '../support/factories.ts';
import { pngOf } from '../support/make-image.ts';
import { unique } from '../support/own-database.ts';
import { type OwnProduct, startOwnProduct } from '../support/own-product.ts';
import type { Person } from './access-rules.ts';

/** A workspace with something of every kind in it; all its texts contain the canary. */
export interface Furnished {
  workspace: MadeWorkspace;
  canary: string;
  admin: MadeUser;
  member: MadeUser;
  guest: MadeUser;
  draft: { id: string; slug: string };
  published: { id: string; slug: string };
  dataExport: { id: string };
  invitation: { id: string; token: string };
  /** Of a picture whose bytes contain the canary. */
  logoPath: string;
  /** Invitations whose last mail is long out, so that each may be sent again once. */
  sentBefore: { id: string }[];
  webhook: { endpointId: string; deliveryId: string };
  /** Endpoints to remove, or to rotate once. */
  spareWebhooks: { endpointId: string }[];
  apiKey: { id: string; token: string };
  /** To be revoked, while the other one is used. */
  oldApiKey: { id: string };
  /** Drafts to be deleted: each person of the matrix finds one. */
  spareDrafts: { id: string }[];
  domain: { id: string; host: string };
  /** To be removed, one by each person who tries. */
  spareDomains: { id: string }[];
}

export interface SecurityWorld {
  product: OwnProduct;
  /** Whose things are asked for. */
  acme: Furnished;
  /** Who asks. */
  globex: Furnished;
  people: Record<Person, MadeUser | null>;
  stop(): Promise<void>;
}

export async function startSecurityWorld(): Promise<SecurityWorld> {
  // Nothing answers there: what needs Stripe or DNS gets as far as asking.
  const product = await startOwnProduct({
    environment: { STRIPE_API_URL: 'http://127.0.0.1:9', DNS_SERVERS: '127.0.0.1:9' },
  });
  const acme = await furnish();
  const globex = await furnish();
  const operator = await makeUser();
  await product.database.observer.query('insert into operator (user_id) values ($1)', [operator.userId]);
  return {
    product,
    acme,
    globex,
    people: {
      anonymous: null,
      outsider: globex.workspace.owner,
      operator,
      guest: acme.guest,
      member: acme.member,
      admin: acme.admin,
      owner: acme.workspace.owner,
    },
    stop: () => product.stop(),
  };
}

async function furnish(): Promise<Furnished> {
  const canary = unique('canary');
  const named = (role: string) =>
    makeUser({ name: `${role} ${canary}`, email: `${role}-${canary}@example.test` });
  const workspace = await makeWorkspace({
    plan: 'business',
    name: `Name ${canary}`,
    owner: await named('owner'),
  });
  const admin = await makeMember(workspace, 'admin', await named('admin'));
  const member = await makeMember(workspace, 'member', await named('member'));
  const guest = await makeMember(workspace, 'guest', await named('guest'));
  const text = { title: `Title ${canary}`, body: `Body ${canary}` };
  const draft = await makePost(workspace, text);
  const published = await makePost(workspace, { ...text, status: 'published' });
  const invitation = await makeInvitation(workspace, { email: `invited-${canary}@example.test` });
  const anHourAgo = new Date(Date.now() - 3_600_000);
  const sentBefore = await Promise.all(
    [1, 2, 3, 4, 5, 6, 7, 8].map((n) =>
      makeInvitation(workspace, { email: `sent-${n}-${canary}@example.test`, createdAt: anHourAgo }),
    ),
  );
  await inviteMember(await contextFor(workspace.owner, workspace), {
    email: `audited-${canary}@example.test`,
    role: 'member',
  });
  const { path: logoPath } = await uploadImage(await contextFor(workspace.owner, workspace), {
    kind: 'logo',
    image: new File([pngOf(64, 64, canary)], 'logo.png'),
  });
  const spareWebhooks = await Promise.all(Array.from({ length: 16 }, () => makeWebhook(workspace)));
  const webhook = await makeWebhook(workspace, { description: `Endpoint ${canary}`, state: 'failed' });
  const dataExport = await makeDataExport(workspace);
  const spareDrafts: { id: string }[] = [];
  for (let spare = 0; spare < 10; spare += 1) spareDrafts.push(await makePost(workspace, text));
  const apiKey = await makeApiKey(workspace, { name: `Key ${canary}` });
  const oldApiKey = await makeApiKey(workspace, { name: `Old key ${canary}` });
  const domain = await makeDomain(workspace, { host: `${canary}.example.localhost`, state: 'verified' });
  const spareDomains = await Promise.all(Array.from({ length: 9 }, () => makeDomain(workspace)));
  return {
    workspace,
    canary,
    admin,
    member,
    guest,
    draft,
    published,
    invitation,
    sentBefore,
    logoPath,
    webhook,
    spareWebhooks,
    dataExport,
    apiKey,
    oldApiKey,
    spareDrafts,
    domain,
    spareDomains,
  };
}

function spareWebhook({ spareWebhooks, webhook }: Furnished): { endpointId: string } {
  return { endpointId: (spareWebhooks.pop() ?? webhook).endpointId };
}

/** An input each operation accepts, made of the things of one workspace; a new operation adds its own here. */
const validInputs: Record<string, (of: Furnished) => Record<string, unknown>> = {
  'accept-invitation': ({ invitation }) => ({ token: invitation.token }),
  'create-webhook-endpoint': () => ({
    url: privateReceiver(),
    description: unique('Endpoint '),
    events: 'all',
  }),
  'delete-webhook-endpoint': spareWebhook,
  'disable-webhook-endpoint': ({ webhook }) => ({ endpointId: webhook.endpointId }),
  'enable-webhook-endpoint': ({ webhook }) => ({ endpointId: webhook.endpointId }),
  'get-webhook-delivery': ({ webhook }) => ({ deliveryId: webhook.deliveryId }),
  'get-webhook-endpoint': ({ webhook }) => ({ endpointId: webhook.endpointId }),
  'list-webhook-endpoints': () => ({}),
  'replay-failed-webhooks': ({ webhook }) => ({ endpointId: webhook.endpointId, hours: '24' }),
  'replay-webhook-delivery': ({ webhook }) => ({ deliveryId: webhook.deliveryId }),
  'rotate-webhook-secret': spareWebhook,
  'show-webhook-secret': ({ webhook }) => ({ endpointId: webhook.endpointId }),
  'test-webhook-endpoint': ({ webhook }) => ({ endpointId: webhook.endpointId }),
  'update-webhook-endpoint': ({ webhook }) => ({
    endpointId: webhook.endpointId,
    url: privateReceiver(),
    description: unique('Endpoint '),
    events: 'some',
    eventTypes: 'post.published,post.created',
  }),
  'add-domain': () => ({ domain: `${unique('d')}.example.localhost` }),
  // Where it is already: moving it would take the address away that the other tests know it by.
  'change-address': ({ workspace }) => ({ address: workspace.slug }),
  'check-new-address': ({ workspace }) => ({ address: workspace.slug }),
  'check-address': ({ workspace }) => ({ slug: workspace.slug }),
  'check-domain': ({ domain }) => ({ domainId: domain.id }),
  'clear-primary-domain': () => ({}),
  'confirm-checkout': () => ({ sessionId: 'cs_test_0123456789abcdef' }),
  'create-api-key': () => ({ name: unique('Key '), scopes: ['posts:read'], lifetime: '90' }),
  'create-post': () => ({ title: unique('Title '), body: 'Words.', publish: false }),
  'create-workspace': () => ({ name: 'New', slug: unique('new-') }),
  'delete-workspace': ({ workspace }) => ({ name: workspace.name }),
  'delete-post': ({ draft, spareDrafts }) => ({ postId: (spareDrafts.pop() ?? draft).id }),
  'get-billing': () => ({}),
  'get-overview': () => ({}),
  'get-post': ({ draft }) => ({ postId: draft.id }),
  'get-published-post': ({ published }) => ({ slug: published.slug }),
  'get-usage': () => ({}),
  'get-workspace': () => ({}),
  'invite-member': () => ({ email: `${unique('new-')}@example.test`, role: 'member' }),
  'invite-people': () => ({ addresses: `${unique('new-')}@example.test`, role: 'member' }),
  'join-as-guest': () => ({}),
  'read-file': ({ logoPath }) => ({ path: logoPath }),
  'remove-image': () => ({ kind: 'cover' }),
  'update-branding': () => ({ accent: '#1d6a4f', badge: 'hidden' }),
  'upload-image': () => ({ kind: 'cover', image: new File([pngOf(640, 360)], 'x.png') }),
  'list-api-keys': () => ({}),
  'list-audit-events': ({ member }) => ({ actorId: member.userId }),
  'list-exports': () => ({}),
  'list-domains': () => ({}),
  'list-invitations': () => ({}),
  'list-invoices': () => ({}),
  'list-members': () => ({}),
  'list-my-workspaces': () => ({}),
  'list-posts': () => ({}),
  'list-published-posts': () => ({}),
  'open-export': ({ workspace, dataExport }) => ({
    exportId: dataExport.id,
    volume: 1,
    signature: exportSignature(workspace.id, dataExport.id),
  }),
  'make-domain-primary': ({ domain }) => ({ domainId: domain.id, anyway: 'yes' }),
  'open-portal': () => ({}),
  'publish-post': ({ draft }) => ({ postId: draft.id }),
  'read-invitation': ({ invitation }) => ({ token: invitation.token }),
  'read-seats': () => ({}),
  'resend-invitation': ({ sentBefore }) => ({ invitationId: sentBefore.pop()?.id ?? '' }),
  'request-export': () => ({}),
  'restore-workspace': () => ({}),
  'remove-domain': ({ spareDomains }) => ({ domainId: spareDomains.pop()?.id ?? '' }),
  'revoke-invitation': ({ invitation }) => ({ invitationId: invitation.id }),
  'revoke-api-key': ({ oldApiKey }) => ({ keyId: oldApiKey.id }),
  'rotate-api-key': ({ apiKey }) => ({ keyId: apiKey.id, grace: '0' }),
  'start-checkout': () => ({ plan: 'pro', interval: 'month' }),
  'start-trial': () => ({ plan: 'pro', interval: 'month' }),
  'update-post': ({ draft }) => ({ postId: draft.id, title: unique('Title ') }),
  'update-workspace': () => ({ name: unique('Name '), tagline: '', timeZone: 'UTC', language: 'en' }),
};

export function validInput(operation: Operation, of: Furnished): Record<string, unknown> {
  const make = validInputs[operation.name];
  if (!make) throw new Error(`Add a valid input of ${operation.name} to tests/security/security-world.ts.`);
  return make(of);
}

/** Inputs of this operation that are the id, address or secret of something, by field; the rest are values. */
export function referencesOf(operation: Operation, of: Furnished): Record<string, unknown> {
  const references: Record<string, unknown> = {
    postId: of.draft.id,
    keyId: of.apiKey.id,
    invitationId: of.invitation.id,
    endpointId: of.webhook.endpointId,
    deliveryId: of.webhook.deliveryId,
    domainId: of.domain.id,
    actorId: of.workspace.owner.userId,
    exportId: of.dataExport.id,
    memberId: of.member.userId,
    userId: of.member.userId,
    token: of.invitation.token,
    path: of.logoPath,
    address: of.workspace.slug,
    slug: of.published.slug,
    sessionId: 'cs_test_0123456789abcdef',
  };
  const fields = Object.keys(operation.input.shape);
  return Object.fromEntries(
    fields.filter((field) => field in references).map((field) => [field, references[field]]),
  );
}

/** Calls an operation as its callers do; the registry's erased types allow any context and input. */
export async function call(operation: Operation, ctx: WorkspaceContext, input: unknown): Promise<unknown> {
  try {
    return await operation.call(ctx as never, input as never);
  } finally {
    await putBack(ctx.workspace.id);
  }
}

/** Undoes what would keep the next person from being asked the same: a deleted workspace, an export that is running. */
async function putBack(workspaceId: string): Promise<void> {
  await withWorkspace(workspaceId, async (tx) => {
    await tx.workspace.updateMany({
      where: { id: workspaceId, status: 'deleting' },
      data: { status: 'active', eraseAfter: null },
    });
    await tx.dataExport.deleteMany({ where: { workspaceId, state: 'waiting' } });
  });
}
