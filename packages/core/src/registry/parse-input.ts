import type { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { fieldErrors, fieldsSaid } from '../errors/field-errors.ts';
import { said, sayIn } from '../errors/said.ts';

/** The checked input, or a BAD_REQUEST that names what to correct in each field. */
export function parseInput<Input extends z.ZodObject>(schema: Input, input: unknown): z.output<Input> {
  refuseUnstorable(input);
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields = fieldErrors(parsed.error);
  const count = Object.keys(fields).length;
  const inOtherWords = fieldsSaid(parsed.error);
  const [only] = count === 1 ? Object.values(inOtherWords) : [];
  const whole = only ?? said('correctFields', { count });
  const message = count === 1 ? (Object.values(fields)[0] ?? '') : sayIn('en', whole);
  throw new AppError('BAD_REQUEST', message, {
    fields,
    said: whole,
    fieldsSaid: inOtherWords,
    cause: parsed.error,
  });
}

/** Postgres stores neither a NUL character nor half of one, so that none may get as far as a statement. */
function refuseUnstorable(input: unknown): void {
  if (typeof input !== 'object' || input === null) return;
  for (const [field, value] of Object.entries(input)) {
    if (typeof value !== 'string') continue;
    const message = value.includes('\0')
      ? 'Remove the invisible NUL character.'
      : value.isWellFormed()
        ? undefined
        : 'Remove the character that is only half there.';
    if (message) throw new AppError('BAD_REQUEST', message, { fields: { [field]: message } });
  }
}
