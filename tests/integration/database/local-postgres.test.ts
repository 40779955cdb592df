import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deletePostgresData } from '@archipelago/local-cloud/postgres/postgres-home';
import { startNeonProxy } from '@archipelago/local-cloud/postgres/start-neon-proxy';
import { type LocalPostgres, startPostgres } from '@archipelago/local-cloud/postgres/start-postgres';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../../support/free-port.ts';

let dataDirectory: string;
let port: number;
let cleanUp: (() => unknown)[];

beforeEach(async () => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'archipelago-test-'));
  chmodSync(dataDirectory, 0o755);
  port = await freePort();
  cleanUp = [() => deletePostgresData(dataDirectory)];
});

afterEach(async () => {
  for (const step of cleanUp.reverse()) await step();
});

async function started(): Promise<LocalPostgres> {
  const postgres = await startPostgres({ dataDirectory, port, durable: false });
  cleanUp.push(() => postgres.stop());
  return postgres;
}

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(sql);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
}

async function heldByAnotherProcess(): Promise<{ holder: ChildProcess; postmaster: number }> {
  const program = new URL('../../support/hold-postgres.ts', import.meta.url);
  const holder = fork(program, [dataDirectory, String(port)]);
  const [{ pid }] = (await once(holder, 'message')) as [{ pid: number }];
  cleanUp.push(() => holder.kill('SIGKILL'));
  return { holder, postmaster: pid };
}

async function isListened(on: number): Promise<Server> {
  const server = createServer();
  server.listen(on, '127.0.0.1');
  await once(server, 'listening');
  cleanUp.push(() => server.close());
  return server;
}

test('data outlive a stop, and the owner is no superuser', async () => {
  const { ownerUrl, stop } = await started();
  await ask(ownerUrl, 'create table kept as select 7 as answer');
  await stop();
  await started();
  expect(await ask(ownerUrl, 'select answer from kept')).toBe(7);
  expect(
    await ask(
      ownerUrl,
      `select rolsuper or rolbypassrls as answer from pg_roles where rolname = current_user`,
    ),
  ).toBe(false);
});

test('a project that only its owner may enter is no obstacle: its data are kept elsewhere, and go with it', async () => {
  chmodSync(dataDirectory, 0o700);
  const inside = join(dataDirectory, 'postgres');
  const start = () => startPostgres({ dataDirectory: inside, port, durable: false });
  const first = await start();
  await ask(first.ownerUrl, 'create table kept as select 7 as answer').finally(first.stop);
  const second = await start();
  expect(await ask(second.ownerUrl, 'select answer from kept').finally(second.stop)).toBe(7);
  rmSync(inside, { recursive: true });
  const third = await start();
  cleanUp.push(() => deletePostgresData(inside), third.stop);
  await expect(ask(third.ownerUrl, 'select answer from kept')).rejects.toThrow('does not exist');
});

describe('after a kill -9', () => {
  test('of Postgres, it starts again', async () => {
    const { ownerUrl, pid, stop } = await started();
    await ask(ownerUrl, 'create table kept as select 7 as answer');
    process.kill(pid, 'SIGKILL');
    await stop();
    await started();
    expect(await ask(ownerUrl, 'select answer from kept')).toBe(7);
  });

  test('of whoever started it, the Postgres left behind is replaced', async () => {
    const { holder, postmaster } = await heldByAnotherProcess();
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const { pid, ownerUrl } = await started();
    expect(pid).not.toBe(postmaster);
    expect(await ask(ownerUrl, 'select 1 as answer')).toBe(1);
  });

  test('whose process id now belongs to somebody else, that one is left alone', async () => {
    const { pid, stop } = await started();
    const lock = join(dataDirectory, 'data', 'postmaster.pid');
    const written = readFileSync(lock, 'utf8');
    process.kill(pid, 'SIGKILL');
    await stop();
    writeFileSync(lock, written.replace(String(pid), String(process.pid)));
    const { ownerUrl } = await started();
    expect(await ask(ownerUrl, 'select 1 as answer')).toBe(1);
  });
});

test('data that another living process uses are refused, and it is named', async () => {
  const { holder } = await heldByAnotherProcess();
  await expect(startPostgres({ dataDirectory, port: await freePort() })).rejects.toThrow(
    new RegExp(`already in use by process ${holder.pid}.*ARCHIPELAGO_DATA`),
  );
});

test('a taken port is explained: by whom, and how to move', async () => {
  await isListened(port);
  await expect(started()).rejects.toThrow(
    new RegExp(`port ${port}: process ${process.pid} .*ARCHIPELAGO_PORT=`),
  );
});

test('nothing starts on a production platform', async () => {
  process.env.CONTEXT = 'production';
  cleanUp.push(() => delete process.env.CONTEXT);
  await expect(started()).rejects.toThrow('CONTEXT=production');
  const target = { host: '127.0.0.1', port };
  await expect(startNeonProxy({ port: await freePort(), target })).rejects.toThrow('CONTEXT=production');
});

describe('the WebSocket proxy', () => {
  test('reaches the one database it was started for, and no other address', async () => {
    const proxy = await startNeonProxy({ port: await freePort(), target: { host: '127.0.0.1', port } });
    cleanUp.push(() => proxy.stop());
    for (const address of ['127.0.0.1:22', `localhost:${port}`, 'example.com:5432', '']) {
      const socket = new WebSocket(`ws://${proxy.address}/v2?address=${address}`);
      const [{ code }] = (await once(socket, 'close')) as [CloseEvent];
      expect(code).toBe(1008);
    }
  });

  test('answers 501 to what it lacks', async () => {
    const proxy = await startNeonProxy({ port: await freePort(), target: { host: '127.0.0.1', port } });
    cleanUp.push(() => proxy.stop());
    expect((await fetch(`http://${proxy.address}/sql`, { method: 'POST' })).status).toBe(501);
    expect(await (await fetch(`http://${proxy.address}/statements`)).json()).toEqual({ statements: 0 });
  });
});
