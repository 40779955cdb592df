import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripe } from '@archipelago/core/billing/stripe';
import { blobStore } from '@archipelago/core/files/blob-store';
import { enqueue } from '@archipelago/core/jobs/enqueue';
import { withUser } from '@archipelago/db/with-user';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { localSecrets } from '@archipelago/local-cloud/app-environment';
import { makeApiKey } from '../../support/connection-factories.ts';
import {
  type MadeUser,
  type MadeWorkspace,
  makeDataExport,
  makeInvitation,
  makeMember,
  makePost,
  makeUser,
  makeWorkspace,
} from '../../support/factories.ts';
import { makeSubscriber } from '../../support/make-subscriber.ts';
import { unique } from '../../support/own-database.ts';
import { canaryRows, findInDatabase } from '../data/canary-rows.ts';
import type { DataWorld } from '../data/data-world.ts';

export interface CondemnedPerson {
  person: MadeUser;
  canary: string;
  /** Where they are an admin, and others stay. */
  team: MadeWorkspace;
  colleague: MadeUser;
  /** Of theirs there, a post that says nothing of them. */
  post: { id: string };
  customerId: string;
}

/** Tables of which every text in a row of theirs is theirs. */
const theirs = ['notification', 'notification_preference', 'api_key', 'ownership_transfer'];

/**
 * A person with a canary in everything that names them, in places of every kind: a team, one they have left, one they were
 * only invited to, and one that is being deleted with them as its only owner. Their wish to be erased is due.
 */
export async function condemnedPerson(
  world: DataWorld,
  content: 'keep' | 'remove',
): Promise<CondemnedPerson> {
  const canary = unique('canary');
  const email = `${canary}@example.test`;
  const { id: clerkUserId } = await askClerk(world, 'POST', '/users', {
    email_address: [email],
    first_name: 'Name',
    last_name: canary,
    password: 'correct-horse-battery',
  });
  const person = await makeUser({ clerkUserId, name: `Name ${canary}`, email });

  const team = await makeWorkspace({ plan: 'pro' });
  await makeMember(team, 'admin', person);
  const colleague = await makeMember(team, 'member');
  const left = await makeWorkspace();
  await makeMember(left, 'member', person);
  const invitedOnly = await makeWorkspace();
  const closing = await makeWorkspace({ owner: person });
  await makeMember(closing, 'guest');

  for (const workspace of [team, left, closing]) {
    await canaryRows(world.product.database, { id: workspace.id, owner: person }, canary, theirs);
  }
  const post = await makePost({ ...team, owner: person }, content === 'remove' ? { title: canary } : {});
  await makePost({ ...left, owner: person }, content === 'remove' ? { body: canary } : {});
  await world.rows(
    `with said as (
       insert into comment (workspace_id, post_id, author_user_id, body, state) values ($1, $2, $3, $4, 'visible'), ($1, $2, $3, $4, 'visible')
       returning id
     ) insert into comment (workspace_id, post_id, parent_id, author_user_id, body, state, removed_at, removed_by_user_id)
       select $1, $2, min(id::text)::uuid, $5, 'A reply', 'removed'::comment_state, now(), $3::uuid from said`,
    [
      team.id,
      (await makePost(team)).id,
      person.userId,
      content === 'remove' ? canary : 'Words',
      colleague.userId,
    ],
  );
  await world.rows(
    `with access as (
       insert into support_access (workspace_id, allowed_by_user_id, allowed_by_name, expires_at)
       values ($1, $2, $3, now() + interval '1 day') returning id
     ) insert into support_visit (workspace_id, access_id, operator_user_id, operator_name, reason, expires_at)
       select $1, id, $2, $3, 'To help', now() + interval '1 hour' from access`,
    [team.id, person.userId, person.name],
  );
  const key = await makeApiKey({ ...team, owner: person }, { name: `Key of ${canary}` });
  const invited = await makeInvitation(invitedOnly, { email });
  // When nobody was signed in, where they never belonged.
  await makeSubscriber(await makeWorkspace(), { email });
  await makeInvitation({ ...team, owner: person });

  for (const workspace of [team, left, invitedOnly, closing]) {
    await writeLog(workspace, person, { key: key.id, invitation: invited.id, post: post.id, canary });
  }
  await notifyOf(world, team, colleague, person);
  await world.rows('delete from member where workspace_id = $1 and user_id = $2', [left.id, person.userId]);
  await world.rows(
    `update workspace set status = 'deleting', erase_after = now() + interval '9 days' where id = $1`,
    [closing.id],
  );

  const customer = await stripe().customers.create({ name: team.name, email });
  await withWorkspace(team.id, (tx) =>
    tx.billingCustomer.create({ data: { workspaceId: team.id, stripeCustomerId: customer.id } }),
  );
  // Its events arrive, with the address in them.
  await stripe().customers.update(customer.id, { description: 'x' });
  await world.stripe.deliveriesIdle();

  const ownExport = await makeDataExport({ ...team, owner: person });
  await blobStore('exports').set(`${team.id}/${ownExport.id}/1.zip`, canary);
  await blobStore('exports').set(`person/${person.userId}/${crypto.randomUUID()}/1.zip`, canary);
  await withUser({ userId: person.userId }, async (tx) => {
    await tx.personEvent.createMany({
      data: { userId: person.userId, action: 'copy.requested', ip: '192.0.2.44', requestId: canary },
    });
    await tx.personErasure.create({ data: { userId: person.userId, content, eraseAfter: new Date(0) } });
    await enqueue(tx, 'mail', person.userId, { message: 'erasure-asked', userId: person.userId });
    await enqueue(tx, 'identity-sync', clerkUserId, { clerkUserId });
  });
  return { person, canary, team, colleague, post, customerId: customer.id };
}

/** Entries that name the person in each of the ways there are, beside one that is nobody's business of theirs. */
async function writeLog(
  { id: workspaceId }: MadeWorkspace,
  { userId, name, email }: MadeUser,
  of: { key: string; invitation: string; post: string; canary: string },
): Promise<void> {
  const row = {
    workspaceId,
    action: 'post.updated',
    targetKind: 'post',
    targetName: 'A post',
    requestId: 'x',
  };
  const they = { actorKind: 'user' as const, actorId: userId, actorName: name, ip: '192.0.2.44' };
  const other = {
    actorKind: 'user' as const,
    actorId: crypto.randomUUID(),
    actorName: 'Somebody',
    ip: '192.0.2.1',
  };
  const rows = [
    { ...row, ...they },
    { ...row, ...they, targetId: of.post, targetName: 'A post of theirs' },
    { ...row, ...other },
    { ...row, ...other, targetKind: 'user', targetId: userId, targetName: name },
    { ...row, ...other, targetKind: 'invitation', targetId: crypto.randomUUID(), targetName: email },
    { ...row, ...other, targetKind: 'invitation', targetId: of.invitation, targetName: email.toUpperCase() },
    { ...row, ...other, changes: { email: { from: null, to: email } } },
    { ...row, ...other, changes: { name: { from: name, to: 'x' } } },
    {
      ...row,
      actorKind: 'api_key' as const,
      actorId: of.key,
      actorName: `Key of ${of.canary}`,
      ip: '192.0.2.44',
    },
    { ...row, ...other, targetKind: 'api_key', targetId: of.key, targetName: `Key of ${of.canary}` },
  ];
  // A key is known in its own workspace alone.
  const known = await withWorkspace(workspaceId, (tx) =>
    tx.apiKey.count({ where: { workspaceId, id: of.key } }),
  );
  const written = known ? rows : rows.slice(0, -2);
  await withWorkspace(workspaceId, (tx) => tx.auditEvent.createMany({ data: written }));
}

/** What a colleague was told about them: of an entry that is there, and of one that retention has removed. */
async function notifyOf(
  world: DataWorld,
  { id: workspaceId }: MadeWorkspace,
  colleague: MadeUser,
  person: MadeUser,
): Promise<void> {
  const [event] = await world.rows<{ id: string }>(
    'select id from audit_event where workspace_id = $1 and actor_id = $2 limit 1',
    [workspaceId, person.userId],
  );
  for (const eventId of [event?.id ?? '', crypto.randomUUID()]) {
    await withWorkspace(workspaceId, (tx) =>
      tx.notification.createMany({
        data: {
          workspaceId,
          userId: colleague.userId,
          type: 'post-published',
          eventId,
          actorName: person.name,
          targetName: 'A post',
        },
      }),
    );
  }
}

export async function askClerk(
  world: DataWorld,
  method: string,
  path: string,
  body?: object,
): Promise<{ id: string; status: number }> {
  const response = await fetch(`${world.clerk.bapiUrl}/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${localSecrets.clerkSecretKey}`, 'content-type': 'application/json' },
    body: body ? JSON.stringify(body) : undefined,
  });
  return { ...((await response.json()) as { id: string }), status: response.status };
}

/** Everywhere the canary, or an id of theirs, still is. */
export async function tracesOf(world: DataWorld, { canary, person }: CondemnedPerson): Promise<string[]> {
  await world.stripe.deliveriesIdle();
  const found: string[] = [];
  for (const text of [canary, person.userId, person.clerkUserId]) {
    for (const table of await findInDatabase(world.product.database, text)) found.push(`${table}: ${text}`);
  }
  for (const entry of readdirSync(world.product.blobsDirectory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile()) continue;
    if (path.includes(person.userId) || readFileSync(path).includes(canary)) found.push(path);
  }
  // What Clerk and Stripe sent stays in their own lists of deliveries for some weeks.
  const { deliveries: _, ...clerkState } = JSON.parse(
    readFileSync(join(world.clerkDirectory, 'state.json'), 'utf8'),
  );
  if (JSON.stringify(clerkState).includes(canary)) found.push('a record at Clerk');
  if (JSON.stringify(world.stripe.state.customers).includes(canary)) found.push('a customer at Stripe');
  return found;
}
