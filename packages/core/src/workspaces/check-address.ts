import { checkSlug } from '@archipelago/routing/slug';
import { z } from 'zod';
import { query } from '../registry/query.ts';
import { freeSlugs } from './free-slugs.ts';
import { isTakenAddress, takenMessage } from './require-free-address.ts';

export interface AddressCheck {
  status: 'free' | 'taken' | 'reserved' | 'invalid';
  /** A sentence for the person who typed it. */
  message: string;
  /** Free at this moment; empty when the address itself is. */
  suggestions: string[];
}

/** Whether a new workspace may take this address. Only creating it settles that: another person may be faster. */
export const checkAddress = query({
  name: 'check-address',
  scope: 'person',
  permission: 'address:check',
  input: z.strictObject({ slug: z.string().trim().max(100) }),
  async run({ tx }, { slug }): Promise<AddressCheck> {
    const checked = checkSlug(slug);
    if (!checked.ok) {
      return { status: checked.code, message: checked.reason, suggestions: await freeSlugs(tx, slug) };
    }
    if (!(await isTakenAddress(tx, slug)))
      return { status: 'free', message: 'This address is free.', suggestions: [] };
    return { status: 'taken', message: takenMessage, suggestions: await freeSlugs(tx, slug) };
  },
});
