#!/usr/bin/env node
/**
 * Prisma's schema engine for machines that cannot download the native one: the same engine compiled to WebAssembly,
 * behind the native one's command line and its JSON-RPC over standard input and output. The Prisma command line finds
 * it through `PRISMA_SCHEMA_ENGINE_BINARY`.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { lastPanic, loadGlue, loadSchemaEngine, type SchemaEngine } from './load-schema-engine.ts';

interface Request {
  id: number;
  method?: string;
  params?: unknown;
}

interface EngineError {
  message?: string;
  code?: string;
  meta?: unknown;
  user_facing_error?: { message?: string; error_code?: string };
}

const { values: options, positionals } = parseArgs({
  strict: false,
  options: {
    version: { type: 'boolean' },
    datasource: { type: 'string', default: '{}' },
    datamodels: { type: 'string', multiple: true, default: [] },
  },
});
const datasource = JSON.parse(String(options.datasource)) as { url?: string };
const url = datasource.url || null;

if (options.version) {
  console.log(`schema-engine-cli ${(await loadGlue()).version()}`);
} else if (positionals[0] === 'cli') {
  await runOnce(String(positionals[1]));
} else {
  serve();
}

/** The engine's own sub-commands, for checks before a migration. */
async function runOnce(command: string): Promise<void> {
  try {
    if (command === 'can-connect-to-database') await onServer((client) => client.query('select 1'), null);
    else if (command === 'create-database') await createDatabase();
    else if (command === 'drop-database')
      await onServer((client, name) => client.query(`drop database ${name}`));
    else throw new Error(`The schema engine has no command "${command}".`);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    const errorCode = code === '3D000' ? 'P1003' : code === '28P01' ? 'P1000' : 'P1001';
    const line = {
      level: 'ERROR',
      target: 'schema_engine::logger',
      fields: { message, error_code: errorCode },
    };
    // Prisma drops the first line and parses the rest.
    writeSync(2, `\n${JSON.stringify({ ...line, fields: { ...line.fields, is_panic: false } })}\n`);
    process.exitCode = 1;
  }
}

function createDatabase() {
  return onServer(async (client, name) => {
    await client.query(`create database ${name}`);
    return { databaseName: name };
  });
}

/** Runs on the named database, by default on the one that every server has; `name` is the target's, escaped. */
async function onServer<T>(
  run: (client: pg.Client, name: string) => Promise<T>,
  database: string | null = 'postgres',
): Promise<T> {
  const target = new URL(url ?? '');
  const name = pg.escapeIdentifier(decodeURIComponent(target.pathname.slice(1)));
  target.searchParams.delete('schema');
  if (database) target.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: target.href });
  await client.connect();
  try {
    return await run(client, name);
  } finally {
    await client.end();
  }
}

/** One request after the other, in order. */
function serve(): void {
  let loading: Promise<SchemaEngine> | undefined;
  let current: number | undefined;
  let queue = Promise.resolve();

  // If the engine's process just dies, Prisma 7.10 ends with exit code 0: a crash has to become an answer.
  const crash = (error: unknown): void => {
    if (current === undefined) {
      console.error(error);
      process.exit(1);
    }
    fail(current, { message: `The schema engine crashed: ${lastPanic() ?? String(error)}` });
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);

  const answer = async ({ id, method, params = {} }: Request): Promise<void> => {
    if (!method) return;
    current = id;
    try {
      if (method === 'createDatabase') return respond(id, await createDatabase());
      loading ??= loadSchemaEngine({ url, datamodels: options.datamodels as string[] });
      respond(id, await call(await loading, method, params));
    } catch (error) {
      fail(id, error as EngineError);
    }
  };
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    queue = queue.then(() => answer(JSON.parse(line) as Request));
  });
  lines.on('close', () => queue.then(() => process.exit(0)));
}

async function call(engine: SchemaEngine, method: string, params: unknown): Promise<unknown> {
  if (method === 'getDatabaseVersion') return engine.version();
  if (method === 'diff') {
    const { stdout, exitCode } = await engine.diff(params);
    if (stdout !== null) send({ id: 'print', method: 'print', params: { content: stdout } });
    return { exitCode, stdout: null };
  }
  const methods = engine as unknown as Record<string, (params: unknown) => unknown>;
  return methods[method]?.(params);
}

function respond(id: number, result: unknown): void {
  send({ id, result: result ?? {} });
}

function fail(id: number, error: EngineError): void {
  const nested = parseJson(error.message);
  const message = error.user_facing_error?.message ?? nested?.message ?? error.message ?? String(error);
  const code = error.user_facing_error?.error_code ?? error.code ?? nested?.error_code ?? null;
  const data = { is_panic: false, message, meta: error.meta ?? null, error_code: code };
  send({ id, error: { code: 4466, message: 'An error happened. Check the data field for details.', data } });
}

function parseJson(text: string | undefined): { message?: string; error_code?: string } | null {
  try {
    return JSON.parse(text ?? '') as { message?: string; error_code?: string };
  } catch {
    return null;
  }
}

function send(message: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}
