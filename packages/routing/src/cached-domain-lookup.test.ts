import { expect, test } from 'vitest';
import { cachedDomainLookup } from './cached-domain-lookup.ts';

function setUp(read: (domain: string) => Promise<string | null>) {
  const clock = { now: 0 };
  let reads = 0;
  const lookUp = cachedDomainLookup({
    read: (domain) => {
      reads += 1;
      return read(domain);
    },
    now: () => clock.now,
  });
  return { lookUp, clock, reads: () => reads };
}

test('the store is read once a minute for a domain, and every five seconds for one that has nothing', async () => {
  const { lookUp, clock, reads } = setUp(async (domain) => (domain === 'acme.test' ? 'acme' : null));
  expect([
    await lookUp('acme.test'),
    await lookUp('acme.test'),
    await lookUp('none.test'),
    await lookUp('none.test'),
  ]).toEqual(['acme', 'acme', null, null]);
  expect(reads()).toBe(2);
  clock.now = 5_000;
  await lookUp('acme.test');
  await lookUp('none.test');
  expect(reads()).toBe(3);
  clock.now = 60_000;
  await lookUp('acme.test');
  expect(reads()).toBe(4);
});

test('while the store fails the last answer stands', async () => {
  let fails = false;
  const { lookUp, clock } = setUp(async () => {
    if (fails) throw new Error('unavailable');
    return 'acme';
  });
  await lookUp('acme.test');
  fails = true;
  clock.now = 61_000;
  expect(await lookUp('acme.test')).toBe('acme');
  await expect(lookUp('other.test')).rejects.toThrow('unavailable');
});

test('hosts invented by the thousand do not fill the memory', async () => {
  const { lookUp, reads } = setUp(async () => null);
  for (let index = 0; index < 1001; index += 1) await lookUp(`${index}.test`);
  await lookUp('1000.test');
  expect(reads()).toBe(1001);
  await lookUp('0.test');
  expect(reads()).toBe(1002);
});
