import { getAuditLog } from '@archipelago/core/audit/get-audit-log';
import { redactAuditLog } from '@archipelago/core/person/redact-audit-log';
import { withUser } from '@archipelago/db/with-user';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { verifyAuditLog } from '@archipelago/local-cloud/database/verify-audit-log';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  contextFor,
  type MadeUser,
  type MadeWorkspace,
  makeUser,
  makeWorkspace,
} from '../../support/factories.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());

/** Ten rows: the first person does something to the second, in every other row. */
async function logOfTwo(): Promise<{ workspace: MadeWorkspace; first: MadeUser; second: MadeUser }> {
  const workspace = await makeWorkspace();
  const [first, second] = [await makeUser({ name: 'Åse “Öre” 12:3 — 岛' }), await makeUser()];
  await withWorkspace(workspace.id, (tx) =>
    tx.auditEvent.createMany({
      data: Array.from({ length: 10 }, (_, position) => ({
        workspaceId: workspace.id,
        actorKind: 'user' as const,
        actorId: position % 2 === 0 ? first.userId : workspace.owner.userId,
        actorName: position % 2 === 0 ? first.name : workspace.owner.name,
        action: 'member.role_changed',
        targetKind: 'user',
        targetId: position % 2 === 0 ? second.userId : null,
        targetName: position % 2 === 0 ? second.name : 'Nobody',
        ip: '192.0.2.1',
        requestId: `r-${position}`,
      })),
    }),
  );
  return { workspace, first, second };
}

async function beginErasing(...people: MadeUser[]): Promise<void> {
  for (const { userId } of people) {
    await withUser({ userId }, (tx) =>
      tx.personErasure.create({
        data: { userId, content: 'keep', eraseAfter: new Date(0), startedAt: new Date() },
      }),
    );
  }
}

async function redacted() {
  const log = await logOfTwo();
  await beginErasing(log.first, log.second);
  await redactAuditLog(log.workspace.id, log.first);
  await redactAuditLog(log.workspace.id, log.second);
  return log;
}

async function verdict({ slug }: { slug: string }) {
  for await (const report of verifyAuditLog(product.database.DATABASE_URL, slug)) return report;
  throw new Error(`Nothing was verified for ${slug}.`);
}

/** What somebody with the owner's rights can do to the table, all walls down. */
async function tamper(...statements: string[]): Promise<void> {
  const { owner } = product.database;
  await owner.query('begin');
  await owner.query(`alter table audit_event no force row level security, disable trigger user`);
  for (const statement of statements) await owner.query(statement);
  await owner.query(
    `alter table audit_event force row level security, enable always trigger audit_event_chain`,
  );
  await owner.query('commit');
}

describe('a log that people were taken out of', () => {
  test('verifies, one after the other out of the same rows, and says how many', async () => {
    const { workspace } = await redacted();
    expect(await verdict(workspace)).toMatchObject({ rows: 12, redacted: 5, break: null });
  });

  test('has two entries about it, and repeating it adds none', async () => {
    const { workspace, first } = await redacted();
    expect(await redactAuditLog(workspace.id, first)).toBe(0);
    const { items } = await getAuditLog(await contextFor(workspace.owner, workspace), {
      text: 'audit.redacted',
    });
    expect(items.map(({ targetName, actorName }) => `${actorName}: ${targetName}`)).toEqual([
      'Erasure: 5 entries',
      'Erasure: 5 entries',
    ]);
  });

  test('shows each row as whole, and that somebody was taken out of it', async () => {
    const { workspace } = await redacted();
    const ctx = await contextFor(workspace.owner, workspace);
    const { items } = await getAuditLog(ctx, {});
    for (const { id, sequence } of items) {
      const { event } = await getAuditLog(ctx, { eventId: id });
      const isRedacted = Number(sequence) <= 10 && Number(sequence) % 2 === 1;
      expect(event, sequence).toMatchObject({ isIntact: true });
      expect(event?.redactions?.length ?? 0, sequence).toBe(isRedacted ? 2 : 0);
    }
  });

  test('still verifies when retention has removed its beginning, also in the middle of a redaction', async () => {
    const { workspace } = await redacted();
    await tamper(
      `update audit_event set created_at = created_at where false`,
      `select set_config('app.workspace_id', '${workspace.id}', true)`,
      `alter table audit_chain no force row level security`,
      `update audit_chain set removed_sequence = 4, removed_hash = (select hash from audit_event
        where workspace_id = '${workspace.id}' and sequence = 4) where workspace_id = '${workspace.id}'`,
      `delete from audit_event where workspace_id = '${workspace.id}' and sequence <= 4`,
      `alter table audit_chain force row level security`,
    );
    await withWorkspace(workspace.id, (tx) =>
      tx.auditEvent.createMany({
        data: {
          workspaceId: workspace.id,
          actorKind: 'system',
          actorName: 'Retention',
          action: 'audit.trimmed',
          targetKind: 'audit_log',
          targetId: '4',
          targetName: '4 entries',
          requestId: 'x',
        },
      }),
    );
    expect(await verdict(workspace)).toMatchObject({ redacted: 3, break: null });
  });
});

describe('what somebody with the owner’s rights does to a redacted row is found', () => {
  const row = (sequence: number) => (id: string) => `workspace_id = '${id}' and sequence = ${sequence}`;
  const redactions = (path: string) => `redactions = jsonb_set(redactions, '${path}', '"x"')`;

  test.each([
    ['an altered name', `actor_name = 'Somebody'`],
    ['an address that was put in', `ip = '192.0.2.9'`],
    ['an altered target', `target_id = null`],
    ['an altered time', `created_at = created_at + interval '1 microsecond'`],
    ['an altered request', `request_id = 'x'`],
    ['an altered kind', `action = 'post.deleted'`],
    ['another hash', `hash = repeat('0', 64)`],
    ['another time of the redaction', redactions('{1,at}')],
    ['another hash of the redaction before', redactions('{0,hash}')],
    ['another link', redactions('{1,previous}')],
    ['another redaction', redactions('{0,id}')],
    ['no redaction any more', `redactions = null`],
    ['one redaction less', `redactions = redactions - 1`],
    ['one redaction more', `redactions = redactions || redactions`],
  ])('%s', async (_, change) => {
    const { workspace } = await redacted();
    await tamper(`update audit_event set ${change} where ${row(5)(workspace.id)}`);
    expect((await verdict(workspace)).break).not.toBeNull();
  });

  test('a row that was altered and says it was redacted', async () => {
    const { workspace } = await redacted();
    await tamper(
      `update audit_event set actor_name = 'Forged', redactions = jsonb_build_array(jsonb_build_object(
          'id', gen_random_uuid(), 'at', 'x', 'previous', '')) where ${row(6)(workspace.id)}`,
      `update audit_event e set redactions = jsonb_build_array(e.redactions->0 || jsonb_build_object('hash',
          app.audit_redaction_hash(e, e.redactions->0, e.hash))) where ${row(6)(workspace.id)}`,
    );
    expect((await verdict(workspace)).break).toMatchObject({ kind: 'altered' });
  });

  test('a redacted row that was removed', async () => {
    const { workspace } = await redacted();
    await tamper(`delete from audit_event where ${row(5)(workspace.id)}`);
    expect((await verdict(workspace)).break).toMatchObject({ kind: 'removed', sequence: '6' });
  });

  test('an altered entry about a redaction', async () => {
    const { workspace } = await redacted();
    await tamper(`update audit_event set target_name = '4 entries' where ${row(11)(workspace.id)}`);
    expect((await verdict(workspace)).break).toMatchObject({ kind: 'altered', sequence: '11' });
  });
});

test('nobody is taken out of a log they are not in, nor somebody else with them', async () => {
  const { workspace, second } = await logOfTwo();
  const other = await logOfTwo();
  const stranger = await makeUser();
  await beginErasing(stranger, second);
  expect(await redactAuditLog(workspace.id, stranger)).toBe(0);
  expect(await redactAuditLog(workspace.id, second)).toBe(5);
  const { rows } = await product.database.observer.query(
    'select distinct actor_name from audit_event where workspace_id = $1 and sequence <= 10',
    [workspace.id],
  );
  expect(rows).toHaveLength(2);
  expect(await verdict(other.workspace)).toMatchObject({ rows: 10, redacted: 0, break: null });
});
