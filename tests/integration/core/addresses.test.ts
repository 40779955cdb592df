import { changeAddress } from '@archipelago/core/workspaces/change-address';
import { checkAddress } from '@archipelago/core/workspaces/check-address';
import { checkNewAddress } from '@archipelago/core/workspaces/check-new-address';
import { createWorkspace } from '@archipelago/core/workspaces/create-workspace';
import { findMovedAddress } from '@archipelago/core/workspaces/find-moved-address';
import { prisma } from '@archipelago/db/connection';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  contextFor,
  type MadeWorkspace,
  makeMember,
  makeUser,
  makeWorkspace,
  personContextFor,
} from '../../support/factories.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { unique } from '../../support/own-database.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;
const request = { requestId: 'req_addresses', ip: null, country: null };

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());

/** Moves the workspace and remembers it: `MadeWorkspace.slug` is where it is. */
async function move(workspace: MadeWorkspace, address: string) {
  const moved = await changeAddress(await contextFor(workspace.owner, workspace), { address });
  workspace.slug = moved.slug;
  return moved;
}
const create = async (slug: string) =>
  createWorkspace(await personContextFor(await makeUser()), { name: 'New', slug });
const movedTo = (slug: string) => findMovedAddress(slug, request);

describe('a workspace that moves', () => {
  test('is found at the new address, and the former one leads there', async () => {
    const acme = await makeWorkspace();
    const former = acme.slug;
    const address = unique('moved-');
    expect(await move(acme, address)).toEqual({ slug: address });
    expect((await contextFor(acme.owner, { slug: address })).workspace.id).toBe(acme.id);
    expect(await movedTo(former)).toBe(address);
    expect(await movedTo(address)).toBeNull();
  });

  test('leads there from every address it had', async () => {
    const acme = await makeWorkspace();
    const formers = [acme.slug];
    for (const _ of [1, 2]) {
      const address = unique('again-');
      await move(acme, address);
      formers.push(address);
    }
    const current = formers.pop();
    for (const former of formers) expect(await movedTo(former)).toBe(current);
  });

  test('may go back, and then the other one leads to it', async () => {
    const acme = await makeWorkspace();
    const [former, later] = [acme.slug, unique('later-')];
    await move(acme, later);
    await move(acme, former);
    expect([await movedTo(later), await movedTo(former)]).toEqual([former, null]);
  });

  test('to where it is already is no change', async () => {
    const acme = await makeWorkspace();
    await move(acme, acme.slug);
    const { rows } = await product.database.observer.query(
      'select 1 from audit_event where workspace_id = $1',
      [acme.id],
    );
    expect(rows).toEqual([]);
  });

  test('says from where to where in its log, and makes the kept pages be forgotten', async () => {
    const acme = await makeWorkspace();
    const [former, address] = [acme.slug, unique('logged-')];
    await move(acme, address);
    const { rows } = await product.database.observer.query(
      'select action, changes from audit_event where workspace_id = $1',
      [acme.id],
    );
    expect(rows).toEqual([
      { action: 'workspace.address_changed', changes: { address: { from: former, to: address } } },
    ]);
    const jobs = await product.database.observer.query(
      `select name from pgboss.job where data->>'workspaceId' = $1 and name = 'purge-site'`,
      [acme.id],
    );
    expect(jobs.rows).toHaveLength(1);
  });

  test('moves three times in thirty days, and then says when it may again', async () => {
    const acme = await makeWorkspace();
    for (const _ of [1, 2, 3]) await move(acme, unique('often-'));
    await expect(move(acme, unique('often-'))).rejects.toMatchObject({
      code: 'TOO_MANY_REQUESTS',
      message: 'An address can change 3 times in 30 days, and yours has. Try again in 30 days.',
    });
    await product.database.observer.query(
      `update audit_event set created_at = created_at - interval '31 days' where workspace_id = $1`,
      [acme.id],
    );
    expect(await outcomeOf(move(acme, unique('often-')))).toBe('done');
  });

  test('is not moved by a member without the permission', async () => {
    const acme = await makeWorkspace();
    const ctx = await contextFor(await makeMember(acme, 'member'), acme);
    expect(await outcomeOf(changeAddress(ctx, { address: unique('not-') }))).toBe('FORBIDDEN');
  });

  test.each(['admin', 'Big', 'a', 'a--b', 'xn--bcher', '123'])('does not move to %s', async (address) => {
    const acme = await makeWorkspace();
    expect(await outcomeOf(move(acme, address))).toBe('BAD_REQUEST');
  });
});

describe('an address another workspace has or had', () => {
  test('is taken for those who move and for those who come new, with others to choose from', async () => {
    const [acme, globex] = [await makeWorkspace(), await makeWorkspace()];
    const former = acme.slug;
    await move(acme, unique('away-'));
    for (const wanted of [former, acme.slug]) {
      expect(await outcomeOf(move(globex, wanted))).toBe('CONFLICT address-taken');
      const refused = await create(wanted).catch((error) => error);
      expect(refused).toMatchObject({
        code: 'CONFLICT',
        fields: { slug: 'Another workspace has this address.' },
      });
      expect(refused.suggestions).toHaveLength(3);
      expect(await checkAddress(await personContextFor(globex.owner), { slug: wanted })).toMatchObject({
        status: 'taken',
      });
      expect(
        await checkNewAddress(await contextFor(globex.owner, globex), { address: wanted }),
      ).toMatchObject({
        status: 'taken',
      });
    }
  });

  test('is never suggested', async () => {
    const [acme, globex] = [await makeWorkspace(), await makeWorkspace()];
    const base = unique('sug');
    await move(acme, `${base}-hub`);
    await move(acme, base);
    const check = await checkAddress(await personContextFor(globex.owner), { slug: base });
    expect(check.suggestions).not.toContain(`${base}-hub`);
    expect(check.suggestions).toHaveLength(3);
  });

  test('is one’s own to go back to', async () => {
    const acme = await makeWorkspace();
    const former = acme.slug;
    await move(acme, unique('away-'));
    const check = async (address: string) => checkNewAddress(await contextFor(acme.owner, acme), { address });
    expect(await check(former)).toMatchObject({ status: 'free', message: expect.stringContaining('before') });
    expect(await check(acme.slug)).toMatchObject({ status: 'free', message: 'This is your address now.' });
    expect(await check('admin')).toMatchObject({ status: 'reserved' });
  });

  test('is nobody’s to see but by asking for it', async () => {
    const [acme, globex] = [await makeWorkspace(), await makeWorkspace()];
    const seen = await withWorkspace(globex.id, (tx) => tx.workspaceAddress.findMany());
    expect(seen.map(({ slug }) => slug)).toEqual([globex.slug]);
    expect(await prisma().workspaceAddress.findMany()).toEqual([]);
    await withWorkspace(globex.id, async (tx) => {
      await tx.$queryRaw`select app.holder_of(${acme.slug})`;
      expect(await tx.workspaceAddress.count()).toBe(1);
    });
  });

  test('cannot be taken past the commands either, nor given up', async () => {
    const [acme, globex] = [await makeWorkspace(), await makeWorkspace()];
    const former = acme.slug;
    await move(acme, unique('away-'));
    const steal = () =>
      withWorkspace(globex.id, (tx) =>
        tx.workspace.update({ where: { id: globex.id }, data: { slug: former } }),
      );
    await expect(steal()).rejects.toMatchObject({ code: 'P2002' });
    for (const forbidden of [
      () => withWorkspace(acme.id, (tx) => tx.workspaceAddress.deleteMany()),
      () => withWorkspace(acme.id, (tx) => tx.workspaceAddress.updateMany({ data: { slug: unique('x') } })),
      () =>
        withWorkspace(globex.id, (tx) =>
          tx.workspaceAddress.create({ data: { workspaceId: acme.id, slug: unique('x') } }),
        ),
    ]) {
      await expect(forbidden()).rejects.toThrow();
    }
  });
});

describe('at once', () => {
  test('two that move to the same address: one does, the other is told', async () => {
    for (let round = 0; round < 10; round += 1) {
      const [acme, globex] = [await makeWorkspace(), await makeWorkspace()];
      const wanted = unique('race-');
      const outcomes = await Promise.all([outcomeOf(move(acme, wanted)), outcomeOf(move(globex, wanted))]);
      expect(outcomes.sort()).toEqual(['CONFLICT address-taken', 'done']);
    }
  });

  test('many that create and one that moves: one has it', async () => {
    const acme = await makeWorkspace();
    const wanted = unique('race-');
    const outcomes = await Promise.all([
      outcomeOf(move(acme, wanted)),
      ...Array.from({ length: 6 }, () => outcomeOf(create(wanted))),
    ]);
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
    expect(new Set(outcomes)).toEqual(new Set(['done', 'CONFLICT address-taken']));
    const { rows } = await product.database.observer.query(
      'select 1 from workspace where slug = $1 union all select 1 from workspace_address where slug = $1',
      [wanted],
    );
    expect(rows).toHaveLength(2);
  });

  test('an address that is being left is not free in between', async () => {
    for (let round = 0; round < 5; round += 1) {
      const acme = await makeWorkspace();
      const left = acme.slug;
      const outcomes = await Promise.all([
        outcomeOf(move(acme, unique('gone-'))),
        outcomeOf(create(left)),
        outcomeOf(create(left)),
      ]);
      expect(outcomes).toEqual(['done', 'CONFLICT address-taken', 'CONFLICT address-taken']);
      expect(await movedTo(left)).toBe(acme.slug);
    }
  });
});

test('a workspace that is being deleted is not found at its former addresses', async () => {
  const acme = await makeWorkspace();
  const former = acme.slug;
  await move(acme, unique('gone-'));
  await product.database.observer.query(
    `update workspace set status = 'deleting', erase_after = now() where id = $1`,
    [acme.id],
  );
  expect(await movedTo(former)).toBeNull();
  expect(await outcomeOf(create(former))).toBe('CONFLICT address-taken');
});

test('an address of an erased workspace is nobody’s for a year, also one it had left before', async () => {
  const acme = await makeWorkspace();
  const former = acme.slug;
  await move(acme, unique('gone-'));
  await product.database.observer.query(
    `update workspace set status = 'deleting', erase_after = now() where id = $1`,
    [acme.id],
  );
  await withWorkspace(acme.id, (tx) => tx.$queryRaw`select app.erase_workspace()`);
  for (const slug of [former, acme.slug]) {
    expect(await outcomeOf(create(slug))).toBe('CONFLICT address-taken');
    const globex = await makeWorkspace();
    expect(await outcomeOf(move(globex, slug))).toBe('CONFLICT address-taken');
  }
});
