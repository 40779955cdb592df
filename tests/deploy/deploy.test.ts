import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { clerkBuildEnvironment } from '@archipelago/local-cloud/app-environment';
import { runProgram } from '@archipelago/local-cloud/commands/run-program';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyTree } from './copy-tree.ts';
import { runInDeno } from './run-in-deno.ts';
import { runNetlifyBuild } from './run-netlify-build.ts';
import { unpack } from './unpack.ts';

const repository = join(import.meta.dirname, '../..');
const secret = 'an-edge-secret-of-more-than-32-characters';
let root: string;

interface FunctionManifest {
  functions: {
    name: string;
    path: string;
    invocationMode: string;
    schedule?: string;
    routes?: { pattern: string; methods: string[] }[];
  }[];
}

interface EdgeManifest {
  routes: { function: string; path: string; excluded_patterns: string[] }[];
  bundles: { asset: string }[];
}

const readJson = async <T>(path: string) => JSON.parse(await readFile(join(root, path), 'utf8')) as T;
const functionManifest = () => readJson<FunctionManifest>('apps/web/.netlify/functions/manifest.json');

beforeAll(async () => {
  root = await copyTree();
  await runNetlifyBuild(root, clerkBuildEnvironment);
}, 600_000);

afterAll(async () => {
  if (root) await rm(root, { recursive: true, force: true });
});

describe('one deploy', () => {
  test('holds the SSR function and every function of the repository', async () => {
    const own = (await readdir(join(repository, 'netlify/functions'))).map((file) =>
      file.replace(/\.ts$/, ''),
    );
    const { functions } = await functionManifest();
    expect(functions.map(({ name }) => name).sort()).toEqual([...own, 'ssr'].sort());
  });

  test('leaves no function at its internal address', async () => {
    const { functions } = await functionManifest();
    const open = functions.filter(
      ({ routes = [], schedule }) => routes.length === 0 && schedule === undefined,
    );
    expect(open.map(({ name }) => name)).toEqual([]);
  });

  test('runs background functions in the background, and the sweep every minute', async () => {
    const { functions } = await functionManifest();
    const background = functions
      .filter(({ invocationMode }) => invocationMode === 'background')
      .map(({ name }) => name);
    expect(background.sort()).toEqual([
      'data-background',
      'jobs-background',
      'stripe-events-background',
      'webhooks-background',
    ]);
    expect(functions.find(({ name }) => name === 'sweep')?.schedule).toBe('* * * * *');
  });

  test('puts the edge function in front of every path, without exception', async () => {
    const { routes, bundles } = await readJson<EdgeManifest>(
      'apps/web/.netlify/edge-functions-dist/manifest.json',
    );
    expect(routes).toEqual([
      expect.objectContaining({ function: 'tenant-routing', path: '/*', excluded_patterns: [] }),
    ]);
    expect(bundles).toHaveLength(1);
  });

  test('holds the prerendered pages and hashed files', async () => {
    expect((await readdir(join(root, 'apps/web/dist/_astro'))).length).toBeGreaterThan(0);
  });
});

test('every packaged function loads on its own, with nothing installed around it', async () => {
  const { functions } = await functionManifest();
  const folder = await mkdtemp(join(tmpdir(), 'archipelago-functions-'));
  for (const { name, path } of functions) {
    const names = await unpack(path, join(folder, name));
    expect(names.length, `${name} holds no file twice`).toBe(new Set(names).size);
    const entry = names.find((file) => `/${file}`.endsWith(`/${name}.mjs`)) ?? '';
    const url = pathToFileURL(join(folder, name, entry)).href;
    const script = `const { default: handler } = await import('${url}'); console.log(typeof handler); process.exit(0);`;
    const { output } = await runProgram(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: folder,
      env: {},
    });
    expect(`${name}: ${output.trim()}`).toBe(`${name}: function`);
  }
  await rm(folder, { recursive: true, force: true });
});

test('what draws the pictures of posts is in their function alone, and small enough to start at once', async () => {
  const { functions } = await functionManifest();
  for (const { name, path } of functions) {
    const folder = await mkdtemp(join(tmpdir(), 'archipelago-pictures-'));
    const drawing = (await unpack(path, folder)).filter((file) => file.endsWith('.node'));
    const megabytes = (await stat(path)).size / 1024 / 1024;
    await rm(folder, { recursive: true, force: true });
    if (name === 'post-card') {
      expect(drawing).toHaveLength(1);
      expect(megabytes, `${megabytes.toFixed(1)} MB`).toBeLessThan(6);
    } else {
      expect([name, drawing]).toEqual([name, []]);
    }
  }
});

test('the function of the pages carries what compiles its queries, as the bytes it is', async () => {
  const { functions } = await functionManifest();
  const path = functions.find(({ name }) => name === 'ssr')?.path ?? '';
  const folder = await mkdtemp(join(tmpdir(), 'archipelago-pages-'));
  const compilers = (await unpack(path, folder)).filter((file) => file.endsWith('.wasm'));
  const bytes = await Promise.all(compilers.map((file) => readFile(join(folder, file))));
  await rm(folder, { recursive: true, force: true });
  expect(bytes.map((wasm) => WebAssembly.validate(wasm))).toEqual([true]);
});

describe('the edge function in Deno, as it was bundled', () => {
  const settings = { APP_URL: 'https://archipelago.example', EDGE_SECRET: secret, TENANT_SUBDOMAINS: 'on' };
  const ask = (url: string, headers: Record<string, string> = {}, more: Record<string, string> = {}) =>
    runInDeno(root, { url, headers, country: 'FR', environment: { ...settings, ...more } });

  test('rewrites a tenant’s host to its path and signs what it saw', async () => {
    const { forwarded } = await ask('https://acme.archipelago.example/posts?page=2');
    expect(forwarded?.url).toBe('https://acme.archipelago.example/w/acme/posts?page=2');
    const [payload = ''] = forwarded?.headers['x-archipelago-edge']?.split('.') ?? [];
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      host: 'acme.archipelago.example',
      form: 'subdomain',
      country: 'FR',
    });
  });

  test('answers the page of prices with the file of the visitor’s currency, and whether a country is asked', async () => {
    const inFrance = await ask('https://archipelago.example/pricing');
    expect(inFrance.forwarded?.url).toBe('https://archipelago.example/pricing/eur');
    const chosen = await ask('https://archipelago.example/pricing/usd');
    expect(chosen.forwarded?.url).toBe('https://archipelago.example/pricing/usd');
    const { status, forwarded } = await ask('https://acme.archipelago.example/.well-known/consent');
    expect([status, forwarded]).toEqual([200, null]);
  });

  test('removes what only the edge may say', async () => {
    const { forwarded } = await ask('https://acme.archipelago.example/', {
      'x-archipelago-edge': 'forged',
      'x-forwarded-host': 'globex.archipelago.example',
      'x-tenant': 'globex',
      accept: 'text/html',
    });
    expect(Object.values(forwarded?.headers ?? {}).join()).not.toMatch(/forged|globex/);
    expect(forwarded?.headers.accept).toBe('text/html');
  });

  test('knows the deploy’s own address, and no host that it was not told of', async () => {
    const preview = await ask(
      'https://deploy-preview-7--archipelago.netlify.app/w/acme',
      {},
      { TENANT_SUBDOMAINS: 'off' },
    );
    expect(preview.forwarded?.url).toBe('https://deploy-preview-7--archipelago.netlify.app/w/acme');
    const reserved = await ask('https://admin.archipelago.example/');
    expect([reserved.forwarded, reserved.status]).toEqual([null, 404]);
  });

  test('says nothing of a tenant on another tenant’s host', async () => {
    const { forwarded, status } = await ask('https://acme.archipelago.example/w/globex/dashboard');
    expect([forwarded, status]).toEqual([null, 404]);
  });
});
