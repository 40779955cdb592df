import { z } from 'zod';
import { listOf, timestamp } from '../api/wire-types.ts';

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** An entry of the audit log as the API shows it. */
export const auditEventResource = z
  .object({
    id: z.uuid(),
    at: timestamp,
    actorKind: z.enum(['user', 'api_key', 'operator', 'system']),
    actorId: z.string().nullable().describe('Null for the system.'),
    actorName: z.string().describe('As it was at the time.'),
    action: z.string().describe('For example `member.invited`.'),
    targetKind: z.string(),
    targetId: z.string().nullable(),
    targetName: z.string().describe('As it was at the time.'),
    changes: z.record(z.string(), z.object({ from: value, to: value })),
    ip: z.string().nullable(),
    requestId: z.string(),
  })
  .meta({ id: 'AuditEvent' });

export const auditEventList = listOf(auditEventResource).meta({ id: 'AuditEventList' });
