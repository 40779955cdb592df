import { z } from 'zod';
import { roles } from '../access/roles.ts';
import { listOf, timestamp } from '../api/wire-types.ts';

/** A member as the API shows them. */
export const memberResource = z
  .object({
    id: z.uuid(),
    userId: z.uuid().describe('The person, the same in every workspace.'),
    name: z.string(),
    email: z.string(),
    imageUrl: z.string().nullable(),
    role: z.enum(roles),
    customRole: z
      .object({ id: z.uuid(), name: z.string() })
      .nullable()
      .describe('What they hold instead of what `member` allows.'),
    joinedAt: timestamp,
    lastSeenAt: timestamp.nullable(),
  })
  .meta({ id: 'Member' });

export const memberList = listOf(memberResource).meta({ id: 'MemberList' });
