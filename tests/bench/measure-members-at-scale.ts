import type pg from 'pg';
import { addManyMembers } from '../support/many-members.ts';
import type { Figure } from './figure.ts';
import { medianView } from './median-view.ts';
import { signIn } from './sign-in.ts';
import { startBareHost } from './start-bare-host.ts';
import type { RunningProduct } from './with-fresh-clone.ts';
import { addWorkspaceOfAda, connectObserver, cursorAt } from './workspace-of-ada.ts';

const [few, many] = [100, 100_000] as const;
/** As far in as the thousandth page of fifty begins. */
const deep = 49_950;

/** How much longer the members page takes among a hundred thousand people than among a hundred, and deep in the list. */
export async function measureMembersAtScale(product: RunningProduct): Promise<Figure[]> {
  const observer = await connectObserver(product);
  const small = await addCrowd(observer, few);
  const big = await addCrowd(observer, many);
  const cursor = await cursorAt(observer, {
    from: `(select * from member where role <> 'guest') team`,
    workspaceId: big.id,
    position: deep,
  });
  await observer.end();
  const person = await signIn(product);
  const host = await startBareHost(product);
  const milliseconds = (slug: string, query = '') =>
    medianView(product, host, person, { slug, path: `members${query}` });
  await milliseconds(big.slug);
  const ofFew = await milliseconds(small.slug);
  const first = await milliseconds(big.slug);
  const thousandth = await milliseconds(big.slug, `?cursor=${cursor}`);
  const searchOfFew = await milliseconds(small.slug, '?search=number+50');
  const search = await milliseconds(big.slug, '?search=number+77778');
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
  ];
}

async function addCrowd(observer: pg.Client, count: number): Promise<{ id: string; slug: string }> {
  const slug = `crowd-${count}`;
  const id = await addWorkspaceOfAda(observer, slug);
  await addManyMembers(observer, id, count * 2);
  return { id, slug };
}
