import type pg from 'pg';
import { addManyMembers } from '../support/many-members.ts';
import { addManyPosts } from '../support/many-posts.ts';
import type { Figure } from './figure.ts';
import { medianView } from './median-view.ts';
import { signIn } from './sign-in.ts';
import { startBareHost } from './start-bare-host.ts';
import type { RunningProduct } from './with-fresh-clone.ts';
import { addWorkspaceOfAda, connectObserver, cursorAt } from './workspace-of-ada.ts';

const [few, many] = [100, 100_000] as const;
/** As far in as the thousandth page of fifty begins. */
const deep = 49_950;

/**
 * How much longer the members page and a search take among a hundred thousand people and posts than among a hundred, and how
 * much longer a page deep in the list.
 */
export async function measureListsAtScale(product: RunningProduct): Promise<Figure[]> {
  const observer = await connectObserver(product);
  const small = await addCrowd(observer, few);
  const big = await addCrowd(observer, many);
  const cursor = await cursorAt(observer, {
    from: `(select * from member where role <> 'guest') team`,
    workspaceId: big.id,
    position: deep,
  });
  await observer.end();
  const person = await signIn(product, 'localhost');
  const host = await startBareHost(product);
  const milliseconds = (slug: string, query = '', place = 'members') =>
    medianView(product, host, person, { slug, path: `${place}${query}` });
  await milliseconds(big.slug);
  const ofFew = await milliseconds(small.slug);
  const first = await milliseconds(big.slug);
  const thousandth = await milliseconds(big.slug, `?cursor=${cursor}`);
  const searchOfFew = await milliseconds(small.slug, '?search=number+50');
  const search = await milliseconds(big.slug, '?search=number+77778');
  const foundOfFew = await milliseconds(small.slug, '?q=number+50', 'search/results');
  const found = await milliseconds(big.slug, '?q=number+77778', 'search/results');
  const letters = await milliseconds(big.slug, '?q=ot', 'search/results');
  host.stop();
  await person.close();
  return [
    { what: 'members page among 100,000 people, against 100', value: first / ofFew, unit: 'x', aim: 1.3 },
    { what: 'members: page 1,000 against page 1', value: thousandth / first, unit: 'x', aim: 1.3 },
    {
      what: 'members: a search among 100,000, against 100',
      value: search / searchOfFew,
      unit: 'x',
      aim: 1.3,
    },
    {
      what: 'search among 100,000 people and posts: what the palette lists',
      value: found,
      unit: 'ms',
      aim: 100,
    },
    { what: 'search among 100,000 people and posts: two letters', value: letters, unit: 'ms', aim: 100 },
    {
      what: 'search among 100,000 people and posts, against 100',
      value: found / foundOfFew,
      unit: 'x',
      aim: 2,
    },
  ];
}

async function addCrowd(observer: pg.Client, count: number): Promise<{ id: string; slug: string }> {
  const slug = `crowd-${count}`;
  const id = await addWorkspaceOfAda(observer, slug);
  await addManyMembers(observer, id, count * 2);
  await addManyPosts(observer, id, count);
  return { id, slug };
}
