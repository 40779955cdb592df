import { listOf, timestamp } from '../api/wire-types.ts';
import { memberResource } from './member-resource.ts';

/** A guest as the API shows them. */
export const guestResource = memberResource
  .pick({ id: true, userId: true, name: true, email: true, imageUrl: true, joinedAt: true, lastSeenAt: true })
  .extend({ blockedAt: timestamp.nullable().describe('Null while they may take part.') })
  .meta({ id: 'Guest' });

export const guestList = listOf(guestResource).meta({ id: 'GuestList' });
