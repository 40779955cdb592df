import { stripe } from '@archipelago/core/billing/stripe';
import { loadRequestContext } from '@archipelago/core/context/load-context';
import { syncUser } from '@archipelago/core/identity/sync-user';
import { erasePerson } from '@archipelago/core/person/erase-person';
import { verifyAuditLog } from '@archipelago/local-cloud/database/verify-audit-log';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeMember, makePost, makeUser, makeWorkspace } from '../../support/factories.ts';
import { tenantFingerprint } from '../data/canary-rows.ts';
import { type DataWorld, startDataWorld } from '../data/data-world.ts';
import { askClerk, condemnedPerson, tracesOf } from './condemned-person.ts';

let world: DataWorld;

beforeAll(async () => {
  world = await startDataWorld();
});
afterAll(() => world.stop());

async function verdict({ slug }: { slug: string }) {
  for await (const report of verifyAuditLog(world.product.database.DATABASE_URL, slug)) return report;
  throw new Error(`Nothing was verified for ${slug}.`);
}

test('the search finds what is there before', async () => {
  const found = (await tracesOf(world, await condemnedPerson(world, 'remove'))).join('\n');
  for (const place of [
    'public."user"',
    'public.member_search',
    'public.post',
    'public.audit_event',
    'public.notification',
    'public.api_key',
    'public.invitation',
    'public.stripe_event',
    'public.person_event',
    'pgboss.job',
    `/person/`,
    'exports',
    'a record at Clerk',
    'a customer at Stripe',
  ]) {
    expect(found).toContain(place);
  }
});

test.each(['keep', 'remove'] as const)(
  'a person who is erased leaves nothing behind, when what they wrote should %s, and others as they were',
  async (content) => {
    const other = await makeWorkspace({ plan: 'pro' });
    await makePost(other);
    const before = await tenantFingerprint(world.product.database, other.id);
    const gone = await condemnedPerson(world, content);
    await erasePerson(gone.person.userId);
    expect(await tracesOf(world, gone)).toEqual([]);
    expect(await tenantFingerprint(world.product.database, other.id)).toEqual(before);

    const posts = await world.rows<{ name: string }>(
      'select u.name from post p join "user" u on u.id = p.author_user_id where p.id = $1',
      [gone.post.id],
    );
    expect(posts).toEqual(content === 'keep' ? [{ name: 'Deleted person' }] : []);
    const comments = await world.rows<{ body: string | null; name: string | null }>(
      `select c.body, u.name from comment c left join "user" u on u.id = c.author_user_id
       where c.workspace_id = $1 and c.parent_id is null`,
      [gone.team.id],
    );
    const kept = { body: 'Words', name: 'Deleted person' };
    expect(comments).toEqual(content === 'keep' ? [kept, kept] : [{ body: null, name: null }]);
    const report = await verdict(gone.team);
    expect(report).toMatchObject({ break: null });
    expect(report.redacted).toBe(9);
    const customer = await stripe().customers.retrieve(gone.customerId);
    expect(customer).toMatchObject({ email: gone.team.owner.email });
  },
);

test.each(['ran', 'kept'] as const)(
  'an erasure that crashes after every step, before it is %s, goes on there and ends the same',
  async (moment) => {
    const gone = await condemnedPerson(world, 'remove');
    const crashed = new Set<string>();
    for (let isDone = false; !isDone; ) {
      const options = {
        onStep: async (step: string, at: 'ran' | 'kept') => {
          if (at !== moment || crashed.has(step)) return;
          crashed.add(step);
          throw new Error('crash');
        },
      };
      isDone = await erasePerson(gone.person.userId, options).then(
        () => true,
        (error: Error) => {
          expect(error.message).toBe('crash');
          return false;
        },
      );
    }
    expect(crashed.size).toBeGreaterThan(20);
    expect(await tracesOf(world, gone)).toEqual([]);
    expect(await verdict(gone.team)).toMatchObject({ break: null, redacted: 9 });
  },
);

describe('the erasure', () => {
  test('says in the log what happened, and keeps what others did there', async () => {
    const gone = await condemnedPerson(world, 'keep');
    await erasePerson(gone.person.userId);
    const log = await world.rows<{
      action: string;
      actor_name: string;
      target_name: string;
      ip: string | null;
    }>(
      'select action, actor_name, target_name, ip from audit_event where workspace_id = $1 order by sequence',
      [gone.team.id],
    );
    const nobody = 'Deleted person';
    expect(log.map(({ actor_name, target_name, ip }) => [actor_name, target_name, ip])).toEqual([
      [nobody, 'A post', null],
      [nobody, 'A post of theirs', null],
      ['Somebody', 'A post', '192.0.2.1'],
      ['Somebody', nobody, '192.0.2.1'],
      ['Somebody', nobody, '192.0.2.1'],
      ['Somebody', nobody, '192.0.2.1'],
      ['Somebody', 'A post', '192.0.2.1'],
      ['Somebody', 'A post', '192.0.2.1'],
      [nobody, 'A post', null],
      ['Somebody', nobody, '192.0.2.1'],
      [nobody, nobody, null],
      ['Erasure', '9 entries', null],
      [nobody, nobody, null],
    ]);
    expect(log.slice(10).map(({ action }) => action)).toEqual([
      'member.left',
      'audit.redacted',
      'person.erased',
    ]);
    const told = await world.rows<{ actor_name: string }>(
      'select actor_name from notification where workspace_id = $1 and user_id = $2',
      [gone.team.id, gone.colleague.userId],
    );
    expect(told.map(({ actor_name }) => actor_name)).toEqual([nobody, nobody]);
  });

  test('ends the sign-in first, and tells the person at the end', async () => {
    const gone = await condemnedPerson(world, 'keep');
    const stopped = erasePerson(gone.person.userId, {
      onStep: async (step) => {
        if (step === 'identity') throw new Error('crash');
      },
    });
    await expect(stopped).rejects.toThrow('crash');
    expect(await askClerk(world, 'GET', `/users/${gone.person.clerkUserId}`)).toMatchObject({ status: 404 });
    const request = { requestId: 'r', ip: null, country: null };
    const loaded = await loadRequestContext({ slug: null, clerkUserId: gone.person.clerkUserId, request });
    expect(loaded.person.actor).toEqual({ kind: 'anonymous' });
    await erasePerson(gone.person.userId);
    const mail = world.mailbox.mails.filter(({ to }) => to?.[0]?.address === gone.person.email);
    expect(mail.map(({ subject }) => subject)).toEqual(['You have been erased']);
  });

  test('comes by itself, after the days of grace, for a person who deleted their sign-in at Clerk', async () => {
    const gone = await condemnedPerson(world, 'keep');
    await world.rows('delete from person_erasure where user_id = $1', [gone.person.userId]);
    await askClerk(world, 'DELETE', `/users/${gone.person.clerkUserId}`);
    await syncUser(gone.person.clerkUserId);
    const [erasure] = await world.rows(
      'select content, erase_after > now() as waits from person_erasure where user_id = $1',
      [gone.person.userId],
    );
    expect(erasure).toEqual({ content: 'keep', waits: true });
    await world.rows('update person_erasure set erase_after = now() where user_id = $1', [
      gone.person.userId,
    ]);
    await erasePerson(gone.person.userId);
    expect(await tracesOf(world, gone)).toEqual([]);
    expect(await verdict(gone.team)).toMatchObject({ break: null });
  });

  test('does nothing before its day, nor to a person who did not ask', async () => {
    const gone = await condemnedPerson(world, 'keep');
    await world.rows(`update person_erasure set erase_after = now() + interval '1 hour' where user_id = $1`, [
      gone.person.userId,
    ]);
    await erasePerson(gone.person.userId);
    const nobody = await makeUser();
    await erasePerson(nobody.userId);
    const rows = await world.rows('select 1 from "user" where id = any($1)', [
      [gone.person.userId, nobody.userId],
    ]);
    expect(rows).toHaveLength(2);
    expect(await askClerk(world, 'GET', `/users/${gone.person.clerkUserId}`)).toMatchObject({ status: 200 });
  });

  test('waits for a person who is a workspace’s only owner by then, and goes on when they are not', async () => {
    const gone = await condemnedPerson(world, 'keep');
    const workspace = await makeWorkspace({ owner: gone.person });
    await erasePerson(gone.person.userId);
    expect(await askClerk(world, 'GET', `/users/${gone.person.clerkUserId}`)).toMatchObject({ status: 200 });
    await makeMember(workspace, 'owner');
    await world.rows(`insert into pgboss.job (name, data) values ('data-retention', '{}')`);
    await world.drain('data-retention', 'erase-person');
    // The job that did it says whose, until the queue forgets what is done.
    expect(await tracesOf(world, gone)).toEqual([`pgboss.job_common: ${gone.person.userId}`]);
  });
});

describe('the right to redact and to erase', () => {
  const asRuntimeRole = async (scope: Record<string, string>, sql: string) => {
    const client = await world.observer.connect();
    try {
      await client.query('begin');
      await client.query('set local role archipelago_app');
      for (const [name, value] of Object.entries(scope))
        await client.query('select set_config($1, $2, true)', [name, value]);
      return (await client.query(sql)).rows;
    } finally {
      await client.query('rollback');
      client.release();
    }
  };

  test('is none over a person whose erasure has not begun', async () => {
    const gone = await condemnedPerson(world, 'keep');
    const scope = { 'app.workspace_id': gone.team.id, 'app.user_id': gone.person.userId };
    await expect(asRuntimeRole(scope, 'select * from app.redact_audit_log(0, 10)')).rejects.toThrow(
      'Only a person who is being erased',
    );
    expect(await asRuntimeRole(scope, 'select app.erase_person() as erased')).toEqual([{ erased: false }]);
    await expect(asRuntimeRole(scope, `update audit_event set actor_name = 'x'`)).rejects.toThrow(
      'permission denied',
    );
    await expect(asRuntimeRole(scope, `delete from "user"`)).rejects.toThrow('permission denied');
  });
});
