import { boot } from '@archipelago/core/boot';
import { loadRequestContext } from '@archipelago/core/context/load-context';
import { getPublishedPost } from '@archipelago/core/posts/get-published-post';
import { getOverview } from '@archipelago/core/workspaces/get-overview';
import { people } from '@archipelago/local-cloud/seed/people';

/** A page's queries without the page, the dashboard's or a visitor's of a post: seconds of CPU per run, sent to the parent. */
const [requests, concurrency] = process.argv.slice(2, 4).map(Number) as [number, number];
const slugOfPost = process.argv[4];
const clerkUserId = people.find(({ email }) => email === 'ada@acme.test')?.clerkUserId ?? '';

async function once(): Promise<void> {
  const { workspace } = await loadRequestContext({
    slug: slugOfPost ?? 'acme',
    clerkUserId: slugOfPost ? null : clerkUserId,
    request: { requestId: 'bench', ip: null, country: null },
  });
  if (!workspace) throw new Error('There is no such workspace.');
  if (slugOfPost) await getPublishedPost(workspace, { slug: 'post' });
  else await getOverview(workspace, {});
}

async function run(count: number): Promise<void> {
  let left = count;
  const worker = async () => {
    while (left-- > 0) await once();
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

boot();
await run(requests / 2);
const before = process.cpuUsage();
await run(requests);
const { user, system } = process.cpuUsage(before);
process.send?.((user + system) / 1e6 / requests);
process.exit(0);
