import { z } from 'zod';
import { type AuditAction, type AuditArea, auditActions } from './audit-actions.ts';

const actions = Object.keys(auditActions) as [AuditAction, ...AuditAction[]];
const areas = [...new Set(actions.map((action) => auditActions[action].area))] as [AuditArea, ...AuditArea[]];
const dayMessage = 'Write the day as year, month and day, for example 2026-11-21.';
// Postgres knows no year 0.
const day = z.iso.date(dayMessage).regex(/^(?!0000)/, dayMessage);

/** What narrows the log, as fields of an input. */
export const auditFilterFields = {
  action: z.enum(actions, 'The log knows no such action. Choose one from the list.').optional(),
  area: z.enum(areas, 'The log knows no such area. Choose one from the list.').optional(),
  /** A user's, operator's or API key's id, or `system`. */
  actorId: z.union([z.uuid(), z.literal('system')], 'There is no such person in the log.').optional(),
  targetKind: z
    .string()
    .regex(/^[a-z][a-z_]{0,39}$/, 'The log knows no such kind of thing.')
    .optional(),
  /** Part of a name, an action, an address or a request id. */
  text: z.string().trim().max(100, 'Search for at most 100 characters.').optional(),
  /** First and last day, in the workspace's time zone. */
  from: day.optional(),
  to: day.optional(),
};

export interface AuditFilter {
  action?: AuditAction | undefined;
  area?: AuditArea | undefined;
  actorId?: string | undefined;
  targetKind?: string | undefined;
  text?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** The actions that the filter lets through; undefined for all. */
export function filteredActions({ action, area }: AuditFilter): AuditAction[] | undefined {
  if (action) return !area || auditActions[action].area === area ? [action] : [];
  return area && actions.filter((candidate) => auditActions[candidate].area === area);
}
