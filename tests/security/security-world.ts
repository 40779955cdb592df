import { listAuditEvents } from '@archipelago/core/audit/list-audit-events';
import { uploadImage } from '@archipelago/core/branding/upload-image';
import type { WorkspaceContext } from '@archipelago/core/context/context';
import { inviteMember } from '@archipelago/core/invitations/invite-member';
import { addLink } from '@archipelago/core/navigation/add-link';
import { uploadCover } from '@archipelago/core/posts/upload-cover';
import { uploadPicture } from '@archipelago/core/posts/upload-picture';
import type { Operation } from '@archipelago/core/registry/registry';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { makeApiKey, makeDomain, makeWebhook } from '../support/connection-factories.ts';
import {
  contextFor,
  type MadeUser,
  type MadeWorkspace,
  makeDataCopy,
  makeDataExport,
  makeInvitation,
  makeMember,
  makeNotification,
  makePost,
  makeRole,
  makeTransfer,
  makeUser,
  makeWorkspace,
  memberIdOf,
} from '../support/factories.ts';
import { makeComment } from '../support/make-comment.ts';
import { pngOf } from '../support/make-image.ts';
import { makeInquiry } from '../support/make-inquiry.ts';
import { makeInvoice } from '../support/make-invoice.ts';
import { type MadeSubscriber, makeIssue, makeSubscriber } from '../support/make-subscriber.ts';
import { unique } from '../support/own-database.ts';
import { type OwnProduct, startOwnProduct } from '../support/own-product.ts';
import { enterAs, makeOperator, openToSupport } from '../support/support-factories.ts';
import type { Person } from './people-at-the-door.ts';

/** A workspace with something of every kind in it; all its texts contain the canary. */
export interface Furnished {
  workspace: MadeWorkspace;
  canary: string;
  admin: MadeUser;
  member: MadeUser;
  guest: MadeUser;
  draft: { id: string; slug: string };
  published: { id: string; slug: string };
  /** The owner's, on the published post. */
  comment: { id: string };
  inquiry: { id: string };
  /** Waits for a confirmation. */
  subscriber: MadeSubscriber;
  /** The same, to be confirmed or removed, one by each person who tries. */
  spareSubscribers: MadeSubscriber[];
  /** Stopped before its first mail. */
  issue: { id: string; postId: string };
  /** To be deleted, one by each person who tries. */
  spareInquiries: { id: string }[];
  /** To be erased, one by each person who tries. */
  spareComments: { id: string }[];
  dataExport: { id: string };
  /** The owner's. */
  dataCopy: { id: string };
  invitation: { id: string; token: string };
  /** In the navigation of the site. */
  link: { id: string };
  /** Of a picture whose bytes contain the canary. */
  logoPath: string;
  /** The same, in the text of the published post. */
  pictureName: string;
  /** Invitations whose last mail is long out, so that each may be sent again once. */
  sentBefore: { id: string }[];
  webhook: { endpointId: string; deliveryId: string };
  /** Endpoints to remove, or to rotate once. */
  spareWebhooks: { endpointId: string }[];
  apiKey: { id: string; token: string };
  /** To be revoked, while the other one is used. */
  oldApiKey: { id: string };
  /** Drafts to be deleted, or scheduled: each person of the matrix finds one. */
  spareDrafts: { id: string }[];
  /** Of the number of the canary. */
  invoice: { id: string };
  domain: { id: string; host: string };
  /** To be removed, one by each person who tries. */
  spareDomains: { id: string }[];
  /** The owner's. */
  notification: { id: string };
  /** On the team, and nobody of `people`: to be managed. */
  colleague: { memberId: string };
  visitor: { memberId: string };
  blocked: { memberId: string };
  /** Held by `colleague`. */
  role: { id: string };
  /** Offered to `colleague`. */
  transfer: { id: string };
  auditEventId: string;
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
  const operator = await makeOperator(product);
  const support = await makeOperator(product);
  for (const { workspace, canary } of [acme, globex]) {
    await openToSupport(workspace, `Note ${canary}`);
    await enterAs(support, workspace, `Reason ${canary}`);
  }
  return {
    product,
    acme,
    globex,
    people: {
      anonymous: null,
      outsider: globex.workspace.owner,
      operator,
      support,
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
  const onPost = { postId: published.id, body: `Comment ${canary}` };
  const comment = await makeComment(workspace, onPost);
  const spareComments = await Promise.all(
    Array.from({ length: 9 }, () => makeComment(workspace, { ...onPost, state: 'removed' })),
  );
  const inquiry = await makeInquiry(workspace, { subject: `Inquiry ${canary}`, body: `Message ${canary}` });
  const spareInquiries = await Promise.all(Array.from({ length: 9 }, () => makeInquiry(workspace)));
  const subscriber = await makeSubscriber(workspace, { email: `reads-${canary}@example.test` });
  const spareSubscribers = await Promise.all(Array.from({ length: 24 }, () => makeSubscriber(workspace)));
  const issue = await makeIssue(workspace, { postId: published.id, title: `Issue ${canary}` });
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
  const { linkId } = await addLink(await contextFor(workspace.owner, workspace), {
    label: canary.slice(0, 30),
    address: `https://${canary}.example/`,
    spot: 'footer',
  });
  await uploadCover(await contextFor(workspace.owner, workspace), {
    postId: published.id,
    image: new File([pngOf(320, 320, canary)], 'cover.png'),
  });
  const { name: pictureName, markdown } = await uploadPicture(await contextFor(workspace.owner, workspace), {
    image: new File([pngOf(64, 64, canary)], 'picture.png'),
    alt: canary,
  });
  await withWorkspace(workspace.id, (tx) =>
    tx.post.updateMany({
      where: { workspaceId: workspace.id, id: published.id },
      data: { body: `${text.body}\n\n${markdown}` },
    }),
  );
  const notification = await makeNotification(workspace, workspace.owner, { targetName: canary });
  const spareWebhooks = await Promise.all(Array.from({ length: 16 }, () => makeWebhook(workspace)));
  const webhook = await makeWebhook(workspace, { description: `Endpoint ${canary}`, state: 'failed' });
  const dataExport = await makeDataExport(workspace);
  const dataCopy = await makeDataCopy(workspace.owner);
  const spareDrafts: { id: string }[] = [];
  for (let spare = 0; spare < 24; spare += 1) spareDrafts.push(await makePost(workspace, text));
  const apiKey = await makeApiKey(workspace, { name: `Key ${canary}` });
  const oldApiKey = await makeApiKey(workspace, { name: `Old key ${canary}` });
  const domain = await makeDomain(workspace, { host: `${canary}.example.localhost`, state: 'verified' });
  const invoice = await makeInvoice(workspace, { number: canary });
  const spareDomains = await Promise.all(Array.from({ length: 9 }, () => makeDomain(workspace)));
  const role = await makeRole(workspace, ['dashboard:view', 'members:read'], {
    name: `Role ${canary}`.slice(0, 40),
    description: canary,
  });
  const colleague = await makeMember(workspace, 'member', await named('colleague'), {
    customRoleId: role.id,
  });
  const visitor = await makeMember(workspace, 'guest', await named('visitor'));
  const blocked = await makeMember(workspace, 'guest', await named('blocked'), { blockedAt: new Date() });
  const transfer = await makeTransfer(workspace, colleague);
  const { items } = await listAuditEvents(await contextFor(workspace.owner, workspace), {});
  const auditEventId = items[0]?.id ?? '';
  return {
    workspace,
    canary,
    admin,
    member,
    guest,
    draft,
    published,
    comment,
    spareComments,
    inquiry,
    spareInquiries,
    subscriber,
    spareSubscribers,
    issue,
    invitation,
    sentBefore,
    link: { id: linkId },
    logoPath,
    pictureName,
    webhook,
    spareWebhooks,
    dataExport,
    dataCopy,
    apiKey,
    oldApiKey,
    spareDrafts,
    invoice,
    domain,
    spareDomains,
    notification,
    colleague: { memberId: await memberIdOf(workspace, colleague) },
    visitor: { memberId: await memberIdOf(workspace, visitor) },
    blocked: { memberId: await memberIdOf(workspace, blocked) },
    role,
    transfer,
    auditEventId,
  };
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
