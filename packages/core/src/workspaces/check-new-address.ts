import { checkSlug } from '@archipelago/routing/slug';
import { z } from 'zod';
import { query } from '../registry/query.ts';
import type { AddressCheck } from './check-address.ts';
import { freeSlugs } from './free-slugs.ts';
import { holderOf, isTakenAddress, takenMessage } from './require-free-address.ts';

/** Whether this workspace may move to an address: one it has or had is its own. Only moving there settles that. */
export const checkNewAddress = query({
  name: 'check-new-address',
  permission: 'workspace:update',
  input: z.strictObject({ address: z.string().trim().max(100) }),
  async run({ tx, workspace }, { address }): Promise<AddressCheck> {
    const free = (message: string): AddressCheck => ({ status: 'free', message, suggestions: [] });
    if (address === workspace.slug) return free('This is your address now.');
    const checked = checkSlug(address);
    if (!checked.ok) {
      return {
        status: checked.code,
        message: checked.reason,
        suggestions: await freeSlugs(tx, address),
      };
    }
    if ((await holderOf(tx, address)) === workspace.id) {
      return free('This was your address before: you can go back to it.');
    }
    if (!(await isTakenAddress(tx, address))) return free('This address is free.');
    return { status: 'taken', message: takenMessage, suggestions: await freeSlugs(tx, address) };
  },
});
