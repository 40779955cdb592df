import '@archipelago/core/registry/all-operations';
import { registered } from '@archipelago/core/registry/registry';
import { expect, test } from 'vitest';
import { useEnvironment } from '../support/own-environment.ts';
import { hostileAddresses, hostileTexts } from './hostile-texts.ts';
import { filledFields, otherFields } from './text-fields.ts';

/**
 * Fields that are compared with something, or say that a program filled the form: nothing of them is kept. The rest is
 * refused unless it is what it is to be.
 */
const compared =
  /\.(?:stamp|website|signature|token|key|preview|asked|confirm|addresses|domains|chosen|eventTypes|code|linkId)$|^delete-workspace\.name$/;

// What an address may be, its schema asks the settings.
useEnvironment({ DATABASE_URL: 'postgresql://nobody:nothing@127.0.0.1:1/none' });

test('every field that takes any text is filled with hostile ones in a browser, or says why not', () => {
  const open = registered()
    .filter(({ kind }) => kind === 'command')
    .flatMap(({ name, input }) =>
      Object.entries(input.shape)
        .filter(([, field]) =>
          [...hostileTexts, ...hostileAddresses].some(
            (text) => (field as { safeParse(value: unknown): { success: boolean } }).safeParse(text).success,
          ),
        )
        .map(([field]) => `${name}.${field}`),
    )
    .filter((field) => !compared.test(field));
  expect(open.sort()).toEqual([...filledFields, ...Object.keys(otherFields)].sort());
});
