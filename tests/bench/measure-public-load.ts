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
  for (const comments of [50, 100, 1_000_000]) await addPost(observer, comments);
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
  const perSecond = await rate(() => made(50, requests));
  host.stop();

  const cached = (count: number) => view(product, 50, product.port, count);
  await cached(20);
  const calls = await statements(product);
  const fromCache = await rate(() => cached(requests));
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
      what: 'cached post: time of 400 views, against uncached',
      value: perSecond / fromCache,
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

async function view(product: RunningProduct, comments: number, port: number, count: number): Promise<void> {
  const slug = slugOf(comments);
  const isProduct = port === product.port;
  const page = {
    port,
    host: isProduct ? `${slug}.localhost:${port}` : `localhost:${product.port}`,
    path: isProduct ? '/posts/post' : `/w/${slug}/posts/post`,
  };
  let left = count;
  const worker = async () => {
    while (left-- > 0) {
      const status = await getStatus(page);
      if (status !== 200) throw new Error(`${page.path} answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, count) }, worker));
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
