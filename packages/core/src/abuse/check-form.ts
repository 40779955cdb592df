import { z } from 'zod';
import { refusal } from '../errors/refusal.ts';
import { said } from '../errors/said.ts';
import { type StampedForm, timeTaken } from './form-stamp.ts';

/** A field that nobody sees, so that nobody but a program fills it in. */
export const unseenField = z.string().max(2_000).default('');

/** What every form for unknown people sends besides what is typed. */
export const formCheck = {
  /** When it was shown, signed. */
  stamp: z.string().max(100).default(''),
  website: unseenField,
};

/**
 * Whether a form was filled in by a program: the field that nobody sees has something in it, or it came back faster than
 * anybody types. What such a program sent is kept aside, never refused: people who were taken for one lose nothing.
 *
 * @throws AppError BAD_REQUEST for a form that was never shown here, or stood open for longer than a day.
 */
export function looksAutomated(
  workspaceId: string,
  form: StampedForm,
  { stamp, website }: { stamp: string; website: string },
): boolean {
  const taken = timeTaken(workspaceId, form, stamp);
  if (taken === 'late') {
    throw refusal('BAD_REQUEST', said('formTooOld'), { reason: 'stamp' });
  }
  return website !== '' || taken === 'early';
}
