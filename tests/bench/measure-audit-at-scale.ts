import { readFileSync } from 'node:fs';
import type pg from 'pg';
import type { Figure } from './figure.ts';
import { medianView } from './median-view.ts';
import { signIn } from './sign-in.ts';
import { startBareHost } from './start-bare-host.ts';
import type { RunningProduct } from './with-fresh-clone.ts';
import { addWorkspaceOfAda, connectObserver, cursorAt } from './workspace-of-ada.ts';

const [few, many] = [100, 1_000_000] as const;
/** As far in as the thousandth page of fifty begins. */
const deep = 49_950;

/**
 * How much longer the audit log takes with a million entries than with a hundred, and deep in it; and how much memory the
 * server function needs to send all of them as one file.
 */
export async function measureAuditAtScale(product: RunningProduct): Promise<Figure[]> {
  const observer = await connectObserver(product);
  const small = await addLog(observer, few);
  const big = await addLog(observer, many);
  const cursor = await cursorAt(observer, { from: 'audit_event', workspaceId: big.id, position: deep });
  await observer.end();
  const person = await signIn(product, 'localhost');
  const host = await startBareHost(product);
  const milliseconds = (slug: string, query = '') =>
    medianView(product, host, person, { slug, path: `audit${query}` });
  await milliseconds(big.slug);
  const ofFew = await milliseconds(small.slug);
  const first = await milliseconds(big.slug);
  const thousandth = await milliseconds(big.slug, `?cursor=${cursor}`);
  const filtered = await milliseconds(big.slug, '?action=post.updated');

  const idle = residentMegabytes(host.pid);
  let peak = idle;
  const watch = setInterval(() => {
    peak = Math.max(peak, residentMegabytes(host.pid));
  }, 100);
  const began = performance.now();
  const path = `/w/${big.slug}/dashboard/audit/export?format=csv`;
  const status = await host.get(`${big.slug}.localhost:${product.port}`, path, await person.cookie());
  const seconds = (performance.now() - began) / 1000;
  clearInterval(watch);
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  host.stop();
  await person.close();
  return [
    { what: 'audit log of 1,000,000 entries, against 100', value: first / ofFew, unit: 'x', aim: 1.3 },
    { what: 'audit log: page 1,000 against page 1', value: thousandth / first, unit: 'x', aim: 1.3 },
    { what: 'audit log: one action among 1,000,000 entries', value: filtered / ofFew, unit: 'x', aim: 1.3 },
    {
      what: 'audit download of 1,000,000 entries: memory above idle',
      value: peak - idle,
      unit: 'MB',
      aim: 150,
    },
    { what: 'audit download of 1,000,000 entries: time', value: seconds, unit: 's', aim: 300 },
  ];
}

function residentMegabytes(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)?.[1]) / 1000;
}

/** Without the chain, whose trigger would take minutes: nothing here reads it. */
async function addLog(observer: pg.Client, count: number): Promise<{ id: string; slug: string }> {
  const slug = `log-${count}`;
  const id = await addWorkspaceOfAda(observer, slug);
  await observer.query('alter table audit_event disable trigger audit_event_chain');
  await observer.query(
    `insert into audit_event (workspace_id, actor_kind, actor_id, actor_name, action, target_kind, target_id, target_name,
        changes, ip, request_id, created_at, sequence, hash)
      select $1, 'user', md5((n % 50)::text)::uuid::text, 'Person ' || n % 50,
        (array['post.created', 'post.updated', 'post.published', 'member.invited'])[1 + n % 4],
        'post', gen_random_uuid()::text, 'Post number ' || n, '{"title": {"from": "Before", "to": "After"}}',
        '203.0.113.' || n % 255, gen_random_uuid()::text, now() - ($2::int - n) * interval '1 second', n, md5(n::text)
      from generate_series(1, $2::int) n`,
    [id, count],
  );
  await observer.query('alter table audit_event enable always trigger audit_event_chain');
  await observer.query('vacuum analyze audit_event');
  return { id, slug };
}
