import '@archipelago/core/registry/all-operations';
import { answerApiRequest } from '@archipelago/core/api/answer-api-request';
import { servedOperations } from '@archipelago/core/api/match-route';
import type { WorkspaceContext } from '@archipelago/core/context/context';
import { query } from '@archipelago/core/registry/query';
import { type Operation, registered } from '@archipelago/core/registry/registry';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { makeApiKey } from '../support/connection-factories.ts';
import { contextFor, type MadeUser } from '../support/factories.ts';
import { unique } from '../support/own-database.ts';
import { accessRules } from './access-rules.ts';
import { callerOf } from './caller-of.ts';
import { countWrites, type WriteCounter } from './count-writes.ts';
import { everythingSaid } from './find-isolation-faults.ts';
import { apiRequest, everyReference, refusedInputs, swappedInputs } from './generate-requests.ts';
import { forgedHeaders } from './routing/forged-headers.ts';
import { call, type Furnished, type SecurityWorld, startSecurityWorld } from './security-world.ts';
import { validInput } from './valid-inputs.ts';

/** Requests that were made, all told. */
let requests = 0;
let world: SecurityWorld;
let writes: WriteCounter;
let columns: string[];

beforeAll(async () => {
  world = await startSecurityWorld();
  writes = await countWrites(world.product);
  const { rows } = await world.product.database.observer.query<{ name: string }>(
    `select distinct column_name as name from information_schema.columns where table_schema = 'public'`,
  );
  const names = rows.map(({ name }) => name);
  const camel = names.map((name) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()));
  columns = [
    ...new Set([...names, ...camel, 'where', 'data', 'select', 'include', 'AND', 'OR', 'NOT', '__proto__']),
  ];
});
afterAll(() => world.stop());

/** Somebody in a workspace, at the address it has now: an operation may have moved it. */
async function contextIn(person: MadeUser | null, { workspace }: Furnished): Promise<WorkspaceContext> {
  const { rows } = await world.product.database.observer.query<{ slug: string }>(
    'select slug from workspace where id = $1',
    [workspace.id],
  );
  return contextFor(person, { slug: rows[0]?.slug ?? '' });
}

/** Asks once and names what is wrong with the answer. */
async function faultOf(what: string, said: Promise<string>, canary: string): Promise<string[]> {
  requests += 1;
  const text = await said;
  if (text.includes(canary)) return [`${what} tells: ${text.slice(0, 200)}`];
  if (text.includes('INTERNAL_SERVER_ERROR')) return [`${what} fails: ${text.slice(0, 300)}`];
  return [];
}

/** Acme's things asked for by the owner of Globex, at Globex. */
async function swapFaults(operation: Operation, acme: Furnished, globex: Furnished): Promise<string[]> {
  const faults: string[] = [];
  const references = everyReference(registered(), acme);
  const ctx = await contextIn(globex.workspace.owner, globex);
  for (const input of swappedInputs(operation, globex, acme, references)) {
    const what = `${operation.name} with ${JSON.stringify(input)}`;
    faults.push(...(await faultOf(what, everythingSaid(call(operation, ctx, input)), acme.canary)));
  }
  const written = await writes.writesIn(acme.workspace.id);
  return [...faults, ...written.map((write) => `${operation.name} wrote into Acme: ${write}`)];
}

const all = registered().map((operation) => [operation.name, operation] as const);

describe('with every id of another workspace in every field, alone and in pairs, nothing is told or written', () => {
  test.each(all)('%s', async (_, operation) => {
    expect(await swapFaults(operation, world.acme, world.globex)).toEqual([]);
  });
});

describe('whoever has no right to it is told nothing and writes nothing, whatever they name', () => {
  const closed = all.filter(([, { permission }]) => accessRules[permission].outsider === 'NOT_FOUND');
  test.each(closed)('%s', async (_, operation) => {
    const { acme, globex, people } = world;
    await writes.writesIn(acme.workspace.id);
    const faults: string[] = [];
    const references = everyReference(registered(), acme);
    const strangers = (['anonymous', 'outsider', 'operator', 'guest'] as const).filter(
      (person) => accessRules[operation.permission][person] !== 'allowed',
    );
    for (const person of strangers) {
      const ctx: WorkspaceContext = await contextIn(people[person], acme);
      for (const input of swappedInputs(operation, acme, globex, references)) {
        const run = operation.call(ctx as never, input as never);
        faults.push(...(await faultOf(`${operation.name} as ${person}`, everythingSaid(run), acme.canary)));
      }
    }
    expect([...faults, ...(await writes.writesIn(acme.workspace.id))]).toEqual([]);
  });
});

describe('a column, an operator or another workspace’s id as a field too many is refused', () => {
  test.each(all)('%s', async (_, operation) => {
    const { acme, globex } = world;
    await writes.writesIn(globex.workspace.id);
    const ctx = await contextIn(callerOf(world, operation, globex), globex);
    const accepted: string[] = [];
    for (const input of refusedInputs(operation, globex, columns, [acme.workspace.id, 'owner'])) {
      requests += 1;
      const said = await everythingSaid(operation.call(ctx as never, input as never));
      if (!said.startsWith('BAD_REQUEST')) accepted.push(`${JSON.stringify(input)}: ${said.slice(0, 100)}`);
    }
    expect([...accepted, ...(await writes.writesIn(globex.workspace.id))]).toEqual([]);
  });
});

describe('the REST API tells a key of one workspace nothing of another, in bodies and headers', () => {
  const served = servedOperations().map((one) => [`${one.route.method} ${one.route.path}`, one] as const);
  test.each(served)('%s', async (_, one) => {
    const { acme, globex, product } = world;
    await writes.writesIn(acme.workspace.id);
    const { token } = await makeApiKey(globex.workspace, { name: unique('Key ') });
    const references = everyReference(registered(), acme);
    const faults: string[] = [];
    const ask = async (input: Record<string, unknown>, extra: Record<string, string> = {}) => {
      // The API's own limit is another test's matter.
      if (requests % 50 === 0) await product.database.observer.query('delete from rate_limit');
      const headers = { authorization: `Bearer ${token}`, ...extra };
      const said = async () => {
        const info = { requestId: unique('req_'), ip: null, country: null };
        const response = await answerApiRequest(apiRequest(one, input, headers), info);
        return `${response.status === 500 ? 'INTERNAL_SERVER_ERROR' : response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`;
      };
      faults.push(...(await faultOf(`${one.operation.name} ${JSON.stringify(input)}`, said(), acme.canary)));
    };
    for (const input of swappedInputs(one.operation, globex, acme, references)) await ask(input);
    for (const [name, value] of forgedHeaders)
      await ask(validInput(one.operation, globex), { [name]: value });
    for (const column of columns.filter((name) => /id$|slug|workspace|role/i.test(name))) {
      await ask({ ...validInput(one.operation, globex), [column]: acme.workspace.id });
    }
    const written = await writes.writesIn(acme.workspace.id);
    expect([...faults, ...written]).toEqual([]);
  });
});

describe('planted, it is caught', () => {
  const operation = (name: string): Operation => {
    const found = registered().find((candidate) => candidate.name === name);
    if (!found) throw new Error(`There is no operation ${name}.`);
    return found;
  };

  test('a read that forgets the workspace, once the policy does not stand', async () => {
    const { observer } = world.product.database;
    const real = operation('get-post');
    const careless = query({
      name: 'get-post',
      permission: 'posts:read',
      input: z.strictObject({ postId: z.uuid() }),
      run: ({ tx }, { postId }) => tx.post.findMany({ where: { id: { equals: postId } } }),
    });
    const planted = { ...real, input: careless.input, call: careless } as Operation;
    await observer.query('alter table post disable row level security');
    const faults = await swapFaults(planted, world.acme, world.globex);
    await observer.query('alter table post enable row level security');
    expect(faults).toEqual([expect.stringContaining('tells')]);
  });

  test('a write that forgets the workspace, though it says nothing', async () => {
    const { observer } = world.product.database;
    const real = operation('get-post');
    const careless = query({
      name: 'get-post',
      permission: 'posts:read',
      input: z.strictObject({ postId: z.uuid() }),
      async run({ tx }, { postId }) {
        await tx.post.updateMany({ where: { id: { equals: postId } }, data: { body: 'x' } });
        return null;
      },
    });
    const planted = { ...real, input: careless.input, call: careless } as Operation;
    await observer.query('alter table post disable row level security');
    const faults = await swapFaults(planted, world.acme, world.globex);
    await observer.query('alter table post enable row level security');
    expect(faults).toEqual(['get-post wrote into Acme: post UPDATE']);
  });
});

test('all that was at least 20,000 requests', () => {
  console.info(`${requests} generated requests`);
  expect(requests).toBeGreaterThanOrEqual(20_000);
});
