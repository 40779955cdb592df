import { examine } from '@archipelago/local-cloud/doctor/examine';
import { expect, test } from 'vitest';

test('the doctor finds nothing wrong with what npm start has just started', async () => {
  const source = { ...process.env, DATABASE_URL_UNPOOLED: process.env.ARCHIPELAGO_TEST_OWNER_URL };
  const wrong: string[] = [];
  for await (const { title, findings } of examine(source)) {
    for (const { state, said } of findings) if (state === 'wrong') wrong.push(`${title}: ${said}`);
  }
  expect(wrong).toEqual([]);
});
