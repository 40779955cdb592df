import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localSecrets } from '@archipelago/local-cloud/app-environment';
import pg from 'pg';
import { addManyComments } from '../support/many-comments.ts';
import { root } from '../support/source-files.ts';
import type { Figure } from './figure.ts';
import { type BareHost, getStatus, startBareHost } from './start-bare-host.ts';
import type { RunningProduct } from './with-fresh-clone.ts';
import { addWorkspaceOfAda } from './workspace-of-ada.ts';

const requests = 400;
const concurrency = 10;
const slugOf = (comments: number) => `read-${comments}`;

/** What a post costs a visitor: from the cache, made anew, and below a million comments. */
export async function measurePublicLoad(product: RunningProduct): Promise<Figure[]> {
  const observer = new pg.Pool({
    connectionString: `postgres://postgres:${localSecrets.ownerPassword}@127.0.0.1:${product.port + 5}/archipelago`,
  });
  for (const comments of [50, 100]) await addPost(observer, comments);
  const paths = await addCopies(observer);
  await addPost(observer, 1_000_000);
  await observer.end();
  const host = await startBareHost(product);
  const made = (comments: number, count: number) => view(product, comments, host.port, count);

  await made(50, requests);
  const before = { statements: await statements(product), seconds: cpuSeconds(host.pid) };
  await made(50, requests);
  const seconds = (cpuSeconds(host.pid) - before.seconds) / requests;
  const sent = ((await statements(product)) - before.statements) / requests;
  const bare = await bareSeconds(product);
  const few = await median(product, 100, host);
  const many = await median(product, 1_000_000, host);
  host.stop();

  // The way of every visitor, through the edge and the CDN, which meets each of these posts for the first time.
  const anew = await rate(() => visitors(product, paths));
  const calls = await statements(product);
  const fromCache = await rate(() => visitors(product, paths));
  const asked = (await statements(product)) - calls;
  return [
    { what: 'post with 50 comments, not cached: SQL statements', value: sent, unit: 'statements', aim: 5 },
    {
      what: 'post with 50 comments, not cached: CPU against its queries in bare Node',
      value: seconds / bare,
      unit: 'x',
      aim: 3,
    },
    {
      what: 'post with 50 comments, not cached: CPU',
      value: seconds * 1000,
      unit: 'ms',
      aim: bare * 3000,
    },
    { what: 'post among 1,000,000 comments, against 100', value: many / few, unit: 'x', aim: 1.2 },
    { what: 'cached post: SQL statements of 400 views', value: asked, unit: 'statements', aim: 0 },
    {
      what: 'cached post: time of 400 views, against their first',
      value: anew / fromCache,
      unit: 'x',
      aim: 1 / 20,
    },
  ];
}

/** On a post of its own, in a workspace of its own. */
async function addPost(observer: pg.Pool, comments: number): Promise<void> {
  const slug = slugOf(comments);
  const known = await observer.query('select from workspace where slug = $1', [slug]);
  if (known.rowCount) return;
  const client = await observer.connect();
  const workspaceId = await addWorkspaceOfAda(client as unknown as pg.Client, slug);
  const { rows } = await client.query<{ id: string; userId: string }>(
    `insert into post (workspace_id, author_user_id, slug, title, excerpt, body, status, published_at)
      select $1, user_id, 'post', 'A day at sea', 'What happened.', repeat($2, 12), 'published', now()
        from member where workspace_id = $1 returning id, author_user_id as "userId"`,
    [workspaceId, 'The tide came in, and **the boats** floated. It went out again.\n\n'],
  );
  client.release();
  const [post] = rows;
  if (!post) throw new Error('No post was made.');
  // Of ten, six are to be seen.
  const count = comments === 50 ? 84 : comments;
  await addManyComments(observer, { workspaceId, postId: post.id, userId: post.userId }, count);
}

/** The post with 50 comments again, once for each request: where they are. */
async function addCopies(observer: pg.Pool): Promise<string[]> {
  const slug = slugOf(50);
  const { rows } = await observer.query<{ id: string; workspaceId: string; userId: string; slug: string }>(
    `insert into post (workspace_id, author_user_id, slug, title, excerpt, body, status, published_at)
      select p.workspace_id, p.author_user_id, 'copy-' || n, p.title, p.excerpt, p.body, p.status, p.published_at
        from post p join workspace w on w.id = p.workspace_id, generate_series(1, $2) n
        where w.slug = $1 and p.slug = 'post'
      returning id, workspace_id as "workspaceId", author_user_id as "userId", slug`,
    [slug, requests],
  );
  for (const { id, workspaceId, userId } of rows) {
    await addManyComments(observer, { workspaceId, postId: id, userId }, 84);
  }
  return rows.map((post) => `/posts/${post.slug}`);
}

/** Views through the CDN, at the address that visitors know. */
function visitors({ port }: RunningProduct, paths: readonly string[]): Promise<void> {
  const host = `${slugOf(50)}.localhost:${port}`;
  return inLanes(paths.map((path) => ({ port, host, path })));
}

/** Views of the server function alone. */
function view(product: RunningProduct, comments: number, port: number, count: number): Promise<void> {
  const page = { port, host: `localhost:${product.port}`, path: `/w/${slugOf(comments)}/posts/post` };
  return inLanes(Array.from({ length: count }, () => page));
}

async function inLanes(pages: readonly Parameters<typeof getStatus>[0][]): Promise<void> {
  const left = [...pages];
  const worker = async () => {
    for (let page = left.shift(); page; page = left.shift()) {
      const status = await getStatus(page);
      if (status !== 200) throw new Error(`${page.path} answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

async function median(product: RunningProduct, comments: number, host: BareHost): Promise<number> {
  const times: number[] = [];
  for (let time = 0; time < 45; time += 1) {
    const began = performance.now();
    await view(product, comments, host.port, 1);
    if (time >= 5) times.push(performance.now() - began);
  }
  return times.sort((one, other) => one - other)[20] ?? 0;
}

/** Views a second. */
async function rate(views: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await views();
  return (requests * 1000) / (performance.now() - began);
}

function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function statements({ neonProxyUrl }: RunningProduct): Promise<number> {
  return ((await (await fetch(`${neonProxyUrl}/statements`)).json()) as { statements: number }).statements;
}

function bareSeconds(product: RunningProduct): Promise<number> {
  return new Promise((resolve, reject) => {
    const file = join(root, 'tests/bench/bare-queries.ts');
    const child = spawn(process.execPath, [file, String(requests), String(concurrency), slugOf(50)], {
      env: { ...process.env, ...product.environment },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.once('message', (value) => resolve(Number(value)));
    child.once('exit', (code) => code !== 0 && reject(new Error(`bare-queries ended with ${code}`)));
  });
}
