import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { boss } from '@archipelago/core/jobs/boss';
import { drain } from '@archipelago/core/jobs/drain';
import { getPublishedPost } from '@archipelago/core/posts/get-published-post';
import { ratePost } from '@archipelago/core/reactions/rate-post';
import { postCacheTag } from '@archipelago/core/workspaces/site-cache-tag';
import { cdnCache } from '@archipelago/local-cloud/netlify/cdn-cache';
import { localSite } from '@archipelago/local-cloud/netlify/local-site';
import { netlifyApi } from '@archipelago/local-cloud/netlify/netlify-api';
import { purgeCache } from '@netlify/functions';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  contextFor,
  type MadeUser,
  type MadeWorkspace,
  makeMember,
  makePost,
  makeWorkspace,
} from '../../support/factories.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { type OwnSite, startOwnSite } from '../../support/own-site.ts';

const cache = cdnCache();
/** What the platform answered each call about the post; the home page, which tells of it too, is purged beside it. */
const answers: number[] = [];
let refused = Promise.withResolvers<void>();
let platform: OwnSite;
let product: OwnProduct;
let acme: MadeWorkspace;
let post: { id: string; slug: string };

beforeAll(async () => {
  const api = netlifyApi({
    purge: (tags) => cache.purge(tags),
    describe: () => null,
    listCached: () => null,
    runSchedule: () => false,
    setCountry: () => undefined,
  });
  const handler = async (request: Request) => {
    const isOfPost = (await request.clone().text()).includes(post.id);
    const answer = await api(request);
    if (isOfPost) answers.push(answer.status);
    if (isOfPost && answer.status === 429) refused.resolve();
    return answer;
  };
  platform = await startOwnSite({ '/api/v1/purge': { handler } });
  product = await startOwnProduct({
    environment: {
      NETLIFY_API_URL: platform.url,
      NETLIFY_PURGE_API_TOKEN: localSite.token,
      SITE_ID: localSite.id,
    },
  });
});
afterAll(async () => {
  await product.stop();
  await platform.stop();
});
beforeEach(async () => {
  acme = await makeWorkspace({ plan: 'pro' });
  post = await makePost(acme, { status: 'published' });
  await product.database.observer.query('delete from pgboss.job');
  answers.length = 0;
  refused = Promise.withResolvers();
});

const readings = async () => {
  const { ratings, stars } = (await getPublishedPost(await contextFor(null, acme), { slug: post.slug }))
    .reactions;
  return `${ratings} people gave ${stars} stars`;
};
/** A page that the CDN would keep for long: it is right only when it was purged. */
const visit = async () =>
  (
    await cache.handle(
      new Request(`http://${acme.slug}.test/posts/${post.slug}`),
      null,
      async () =>
        new Response(await readings(), {
          headers: {
            'netlify-cdn-cache-control': 'public, s-maxage=600',
            'netlify-cache-tag': postCacheTag(post.id),
          },
        }),
    )
  ).text();
const rate = async (user: MadeUser, stars: '1' | '5') =>
  ratePost(await contextFor(user, acme), { postId: post.id, stars });
const guests = (count: number) => Promise.all(Array.from({ length: count }, () => makeMember(acme, 'guest')));
const purgeDue = () => drain(['purge-site'], new Date(Date.now() + 60_000));
const waiting = async () =>
  (
    await product.database.observer.query<{ state: string }>(
      `select state::text from pgboss.job where name = 'purge-site' and state <> 'completed' and data ->> 'postId' is not null`,
    )
  ).rows.map(({ state }) => state);

const purge = (postId: string) =>
  purgeCache({ tags: [postCacheTag(postId)], apiURL: platform.url, token: localSite.token });
/** The platform takes no third purge of the post for five seconds from now on. */
async function useUpTheLimit(): Promise<void> {
  for (let n = 0; n < 2; n += 1) await purge(post.id);
}

/** Twenty changes of one page within a moment, while visitors look and `work` purges. */
async function twentyChanges(work: () => Promise<unknown>): Promise<string> {
  const people = await guests(20);
  await visit();
  let isChanging = true;
  const looking = (async () => {
    while (isChanging) {
      await visit();
      await nextTurn();
    }
  })();
  const working = (async () => {
    while (isChanging) await work();
  })();
  await Promise.all(people.map((person) => rate(person, '5')));
  isChanging = false;
  await Promise.all([looking, working]);
  await work();
  return visit();
}

test('of twenty changes within a moment none is lost, and the platform is asked a few times only', async () => {
  expect(await twentyChanges(purgeDue)).toBe('20 people gave 100 stars');
  expect(await waiting()).toEqual([]);
  expect(answers.filter((status) => status === 202).length).toBeLessThanOrEqual(6);
}, 60_000);

test('a worker that takes a refusal for an answer is caught', async () => {
  const [joan] = (await guests(1)) as [MadeUser];
  await useUpTheLimit();
  await visit();
  await rate(joan, '5');
  const careless = async ({ postId }: { postId?: string }) => {
    if (postId) await purge(postId).catch(() => undefined);
  };
  await drain(['purge-site'], new Date(Date.now() + 60_000), { handlers: { 'purge-site': careless } });
  expect(answers).toEqual([202, 202, 429]);
  expect([await visit(), await waiting()]).toEqual(['0 people gave 0 stars', []]);
});

test('what a worker was killed over, waiting for the platform, is purged by the next', async () => {
  const [joan, meera] = (await guests(2)) as [MadeUser, MadeUser];
  await useUpTheLimit();
  expect(await visit()).toBe('0 people gave 0 stars');
  await rate(joan, '5');
  const worker = fork(fileURLToPath(new URL('purge-worker.ts', import.meta.url)), [], {
    env: process.env,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  await refused.promise;
  worker.kill('SIGKILL');
  await once(worker, 'exit');
  await rate(meera, '5');
  expect(await visit()).toBe('0 people gave 0 stars');
  expect((await waiting()).sort()).toEqual(['active', 'created']);

  const { observer } = product.database;
  await observer.query(
    `update pgboss.job set heartbeat_on = now() - interval '1 hour' where state = 'active'`,
  );
  await observer.query(
    'update pgboss.queue set monitor_on = null, monitor_claim_on = null, maintain_on = null',
  );
  await boss().supervise();
  await observer.query(`update pgboss.job set start_after = now() where state in ('created', 'retry')`);
  await purgeDue();
  expect(await visit()).toBe('2 people gave 10 stars');
  expect(await waiting()).toEqual([]);
}, 60_000);
