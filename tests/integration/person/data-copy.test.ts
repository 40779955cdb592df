import { readExport } from '@archipelago/core/exports/read-export';
import { cancelErasure } from '@archipelago/core/person/cancel-erasure';
import { confirmErasure } from '@archipelago/core/person/confirm-erasure';
import { deleteExpiredCopies } from '@archipelago/core/person/delete-expired-copies';
import { erasureSignature } from '@archipelago/core/person/erasure-link';
import { getMyData } from '@archipelago/core/person/get-my-data';
import { makeDataCopy } from '@archipelago/core/person/make-data-copy';
import { openDataCopy } from '@archipelago/core/person/open-data-copy';
import { requestDataCopy } from '@archipelago/core/person/request-data-copy';
import { requestErasure } from '@archipelago/core/person/request-erasure';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeApiKey } from '../../support/connection-factories.ts';
import {
  type MadeUser,
  makeInvitation,
  makeMember,
  makeNotification,
  makePost,
  makeUser,
  makeWorkspace,
  personContextFor,
} from '../../support/factories.ts';
import { makeSubscriber } from '../../support/make-subscriber.ts';
import { unique } from '../../support/own-database.ts';
import { readZip } from '../../support/read-zip.ts';
import { type DataWorld, startDataWorld } from '../data/data-world.ts';

let world: DataWorld;

beforeAll(async () => {
  world = await startDataWorld();
});
afterAll(() => world.stop());

async function newest(user: MadeUser) {
  const { copies } = await getMyData(await personContextFor(user), {});
  return copies[0];
}

/** Every ZIP file of the newest copy, unpacked into one folder. */
async function download(user: MadeUser): Promise<Map<string, Buffer>> {
  const ctx = await personContextFor(user);
  const { id: copyId = '', signature = '', volumes = [] } = (await newest(user)) ?? {};
  const files = new Map<string, Buffer>();
  for (const [index, bytes] of volumes.entries()) {
    const opened = await openDataCopy(ctx, { copyId, volume: index + 1, signature });
    const content = Buffer.from(await new Response(await readExport(opened.key)).arrayBuffer());
    expect(content).toHaveLength(bytes);
    for (const [name, file] of readZip(content)) files.set(name, file);
  }
  return files;
}

function rowsOf(files: Map<string, Buffer>, name: string): Record<string, unknown>[] {
  const names = [...files.keys()]
    .filter((path) => new RegExp(`^json/${name}(-\\d{4})?\\.ndjson$`).test(path))
    .sort();
  return names.flatMap((path) =>
    String(files.get(path))
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  );
}

/** On one team, gone from another, invited to a third. */
async function busyPerson() {
  const person = await makeUser();
  const [here, left, invited] = [await makeWorkspace(), await makeWorkspace(), await makeWorkspace()];
  await makeMember(here, 'admin', person);
  await makeMember(left, 'member', person);
  await makePost({ ...here, owner: person }, { title: 'Of theirs, here' });
  await makePost({ ...left, owner: person }, { title: 'Of theirs, where they were' });
  await makePost(here, { title: 'Not theirs' });
  await makeNotification(here, person, { targetName: 'Something that was told' });
  await makeInvitation(invited, { email: person.email });
  await makeSubscriber(await makeWorkspace(), { email: person.email });
  const key = await makeApiKey({ ...here, owner: person }, { name: 'Their key' });
  for (const [workspace, actorId, ip] of [
    [here, person.userId, '192.0.2.5'],
    [here, here.owner.userId, '192.0.2.9'],
    [left, key.id, '192.0.2.6'],
  ] as const) {
    await world.rows(
      `insert into audit_event (workspace_id, actor_kind, actor_id, actor_name, action, target_kind, target_id,
         target_name, ip, request_id)
       values ($1, 'user', $2, 'Whoever', 'member.role_changed', 'user', $3, 'The target', $4, 'x')`,
      [workspace.id, actorId, actorId === here.owner.userId ? person.userId : null, ip],
    );
  }
  await world.rows('delete from member where workspace_id = $1 and user_id = $2', [left.id, person.userId]);
  return { person, here, left, invited, key };
}

describe('a copy of a person’s data', () => {
  test('has what is theirs in every workspace they belong or belonged to, and nothing of others', async () => {
    const { person, here, left, invited, key } = await busyPerson();
    await requestDataCopy(await personContextFor(person), {});
    await world.drain('copy-person');
    const files = await download(person);
    expect(rowsOf(files, 'profile')).toMatchObject([{ email: person.email, name: person.name }]);
    expect(rowsOf(files, 'membership')).toMatchObject([
      { role: 'admin', workspace: `${here.name} (${here.slug})` },
    ]);
    expect(
      rowsOf(files, 'post')
        .map(({ title, workspace }) => `${title} in ${workspace}`)
        .sort(),
    ).toEqual([
      `Of theirs, here in ${here.name} (${here.slug})`,
      `Of theirs, where they were in ${left.name} (${left.slug})`,
    ]);
    expect(rowsOf(files, 'notification')).toMatchObject([{ target_name: 'Something that was told' }]);
    expect(rowsOf(files, 'invitation_received')).toMatchObject([
      { email: person.email, workspace: `${invited.name} (${invited.slug})` },
    ]);
    expect(rowsOf(files, 'newsletter_subscription')).toMatchObject([
      { email: person.email, state: 'waiting' },
    ]);
    expect(rowsOf(files, 'api_key')).toMatchObject([{ name: 'Their key', id: key.id }]);
    expect(rowsOf(files, 'activity').map(({ you, ip }) => [you, ip])).toEqual(
      expect.arrayContaining([
        ['did it', '192.0.2.5'],
        ['were the one it was done to', null],
      ]),
    );
    expect(rowsOf(files, 'your_record')).toMatchObject([{ action: 'copy.requested' }]);
    expect(String(files.get('csv/post.csv'))).toContain('Of theirs');
    const everything = [...files].map(([name, content]) => name + content).join('');
    for (const foreign of [
      'Not theirs',
      here.owner.email,
      here.owner.name,
      'Whoever',
      '192.0.2.9',
      'secret_hash',
    ]) {
      expect(everything).not.toContain(foreign);
    }
    expect([...files.keys()]).toEqual(expect.arrayContaining(['README.txt', 'manifest.json']));
  });

  test('is told by mail, and its end too', async () => {
    const person = await makeUser();
    const { copyId } = await requestDataCopy(await personContextFor(person), {});
    await world.drain('copy-person', 'mail');
    const mail = world.mailbox.mails.find(({ to }) => to?.[0]?.address === person.email);
    expect(mail?.subject).toBe('The copy of your data is ready');
    const { signature = '' } = (await newest(person)) ?? {};
    expect(mail?.text).toContain(`/account/data/${copyId}/1?signature=${signature}`);

    await world.rows(`update person_export set expires_at = now() - interval '1 second' where id = $1`, [
      copyId,
    ]);
    const open = openDataCopy(await personContextFor(person), { copyId, volume: 1, signature });
    await expect(open).rejects.toMatchObject({ code: 'GONE' });
    expect(await world.keys('exports', `person/${person.userId}/`)).toHaveLength(1);
    await deleteExpiredCopies();
    expect(await world.keys('exports', `person/${person.userId}/`)).toEqual([]);
  });

  test('is for its person alone, whoever holds the link', async () => {
    const person = await makeUser();
    const { copyId } = await requestDataCopy(await personContextFor(person), {});
    await world.drain('copy-person');
    const { signature = '' } = (await newest(person)) ?? {};
    for (const [user, given] of [
      [await makeUser(), signature],
      [person, 'x'],
    ] as const) {
      const open = openDataCopy(await personContextFor(user), { copyId, volume: 1, signature: given });
      await expect(open).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  test('that crashes between any two ZIP files goes on there and is whole in the end', async () => {
    const person = await makeUser();
    for (const workspace of [await makeWorkspace(), await makeWorkspace()]) {
      await makeMember(workspace, 'member', person);
      await world.rows(
        `insert into post (workspace_id, slug, title, body, author_user_id)
         select $1, 'post-' || n, 'Title ' || n, (select string_agg(md5(n::text || k::text), '') from generate_series(1, 20) k), $2
         from generate_series(1, 150) n`,
        [workspace.id, person.userId],
      );
    }
    const { copyId } = await requestDataCopy(await personContextFor(person), {});
    const limits = { volumeBytes: 20_000, chunkBytes: 20_000, batchBytes: 10_000 };
    const crashed = new Set<string>();
    for (let isDone = false; !isDone; ) {
      const onStep = async (step: string, at: 'ran' | 'kept') => {
        if (at !== 'kept' || crashed.has(step)) return;
        crashed.add(step);
        throw new Error('crash');
      };
      await world.rows('update person_export set attempts = 0');
      isDone = await makeDataCopy({ userId: person.userId, copyId }, { limits, onStep }).then(
        () => true,
        () => false,
      );
    }
    expect(crashed.size).toBeGreaterThan(5);
    const posts = rowsOf(await download(person), 'post');
    expect(posts).toHaveLength(300);
    expect(new Set(posts.map(({ id }) => id)).size).toBe(300);
    expect(await world.rows('select 1 from person_step where user_id = $1', [person.userId])).toEqual([]);
  });

  test('is made one at a time, and three times in 24 hours', async () => {
    const ctx = await personContextFor(await makeUser());
    const both = await Promise.allSettled([requestDataCopy(ctx, {}), requestDataCopy(ctx, {})]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    for (let time = 2; time <= 4; time += 1) {
      await world.rows(`update person_export set state = 'failed' where user_id = $1`, [ctx.actor.userId]);
      const asked = requestDataCopy(ctx, {});
      if (time < 4) await asked;
      else await expect(asked).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    }
  });
});

describe('asking to be erased', () => {
  const wish = (ctx: { actor: { email: string } }) => ({
    content: 'keep' as const,
    confirm: ctx.actor.email,
  });

  test('needs what one is called, typed, and waits seven days', async () => {
    const ctx = await personContextFor(await makeUser());
    await expect(requestErasure(ctx, { content: 'keep', confirm: 'x' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      fields: { confirm: expect.stringContaining(ctx.actor.email) },
    });
    await requestErasure(ctx, wish(ctx));
    const { erasure } = await getMyData(ctx, {});
    expect(Math.round(((erasure?.eraseAfter.getTime() ?? 0) - Date.now()) / 86_400_000)).toBe(7);
    await world.drain('data-retention', 'erase-person');
    expect((await getMyData(ctx, {})).erasure).not.toBeNull();
  });

  test('is refused the sixth time within a day', async () => {
    const ctx = await personContextFor(await makeUser());
    for (let time = 1; time <= 5; time += 1) {
      await requestErasure(ctx, wish(ctx));
      await cancelErasure(ctx, {});
    }
    await expect(requestErasure(ctx, wish(ctx))).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  });

  test('is refused to the only owner of a workspace, and says which', async () => {
    const person = await makeUser();
    const workspace = await makeWorkspace({ owner: person, name: unique('Island ') });
    const shared = await makeWorkspace({ owner: person });
    await makeMember(shared, 'owner');
    const ctx = await personContextFor(person);
    expect((await getMyData(ctx, {})).soleOwnerships).toEqual([
      { slug: workspace.slug, name: workspace.name },
    ]);
    await expect(requestErasure(ctx, wish(ctx))).rejects.toMatchObject({
      reason: 'last-owner',
      message: expect.stringContaining(workspace.name),
    });
  });

  test('is told by mail, whose link begins it at once; taken back, the link is worth nothing', async () => {
    const person = await makeUser();
    const ctx = await personContextFor(person);
    await requestErasure(ctx, wish(ctx));
    await world.drain('mail');
    const mail = world.mailbox.mails.find(({ to }) => to?.[0]?.address === person.email);
    const [, signature = ''] = /\/account\/data\?now=(\S+)/.exec(mail?.text ?? '') ?? [];
    expect(mail?.subject).toMatch(/^You will be erased on /);
    await expect(confirmErasure(ctx, { signature: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });

    expect(await cancelErasure(ctx, {})).toEqual({ cancelled: true });
    expect(await cancelErasure(ctx, {})).toEqual({ cancelled: false });
    await requestErasure(ctx, wish(ctx));
    await expect(confirmErasure(ctx, { signature })).rejects.toMatchObject({ code: 'NOT_FOUND' });

    const { erasure } = await getMyData(ctx, {});
    await confirmErasure(ctx, {
      signature: erasureSignature(person.userId, erasure?.requestedAt ?? new Date()),
    });
    await world.drain('erase-person');
    expect(await world.rows('select 1 from "user" where id = $1', [person.userId])).toEqual([]);
    await expect(requestDataCopy(ctx, {})).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });
});
