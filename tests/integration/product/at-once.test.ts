import { beforeAll, expect, test } from 'vitest';
import { ownWorkspace, postForm, product, request, type SignedIn, signUp } from '../../support/product.ts';

/** Each comes from an address of their own, since one address is limited. */
interface Person extends SignedIn {
  from: string;
}
const path = '/posts/the-tide-is-in';
let host: string;
let people: Person[];
let postId: string;

beforeAll(async () => {
  const { slug, owner } = await ownWorkspace();
  host = product().hostOf(slug);
  const cookie = await owner.cookie();
  await postForm(host, '/dashboard/posts/new?_action=posts.create', {
    fields: { title: 'The tide is in', body: 'And the boats float.', publish: 'true' },
    cookie,
  });
  const page = await request(host, path, { headers: { cookie } });
  postId = /name="postId" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  people = await Promise.all(
    Array.from({ length: 100 }, async (_, n) => {
      const person = { ...(await signUp()), from: `127.0.1.${n + 1}` };
      await act(person, '/join?_action=members.joinAsGuest', {});
      return person;
    }),
  );
}, 240_000);

async function act(person: Person, to: string, fields: Record<string, string>): Promise<void> {
  const answer = await postForm(host, to, { fields, cookie: await person.cookie(), from: person.from });
  expect([to, answer.status]).toEqual([to, 303]);
}
const like = (person: Person, liked: 'yes' | 'no') =>
  act(person, `${path}?_action=reactions.like`, { postId, liked });
const rate = (person: Person, stars: number) =>
  act(person, `${path}?_action=reactions.rate`, { postId, stars: String(stars) });

test('a hundred people who like, unlike and rate one post at once end in exact counts, and none in between is below zero', async () => {
  let isOver = false;
  const seen: number[] = [];
  const looking = (async () => {
    while (!isOver) seen.push(Number(/data-likes="(-?\d+)"/.exec((await request(host, path)).body)?.[1]));
  })();
  await Promise.all(
    people.map(async (person, n) => {
      await Promise.all([like(person, 'yes'), rate(person, 1)]);
      await Promise.all([like(person, n < 37 ? 'yes' : 'no'), rate(person, n < 67 ? 4 : 5)]);
    }),
  ).finally(() => {
    isOver = true;
    return looking;
  });
  expect(seen.filter((likes) => !(likes >= 0 && likes <= 100))).toEqual([]);
  const { body } = await request(host, path, {
    headers: { cookie: await (people[0] as Person).cookie() },
  });
  expect(body).toContain('data-likes="37"');
  expect(body).toContain('data-ratings="100"');
  expect(body).toContain('data-stars="433"');
  expect(body).toMatch(/data-average[^>]*>\s*4\.3\s*</);
}, 120_000);
