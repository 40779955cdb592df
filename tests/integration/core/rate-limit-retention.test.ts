import { clearOldCounters } from '@archipelago/core/rate-limits/clear-old-counters';
import { limit } from '@archipelago/core/rate-limits/limit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { outcomeOf } from '../../support/outcome-of.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());

test('counters whose window is over are cleared, however many, and those still counting are kept', async () => {
  const { observer } = product.database;
  const one = { limit: 1, seconds: 600 };
  await limit('still-counting', one);
  await observer.query(
    `insert into rate_limit (key_hash, used, resets_at)
      select 'over ' || n, 1, now() - interval '2 minutes' from generate_series(1, 12000) n`,
  );
  await clearOldCounters();
  const { rows } = await observer.query<{ count: number }>('select count(*)::int as count from rate_limit');
  expect(rows).toEqual([{ count: 1 }]);
  expect(await outcomeOf(limit('still-counting', one))).toBe('TOO_MANY_REQUESTS');
});
