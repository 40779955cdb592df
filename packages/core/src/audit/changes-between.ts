import type { AuditChanges, AuditValue } from './record-audit-event.ts';

/** The fields that differ, for the audit log. */
export function changesBetween<Fields extends Record<string, AuditValue>>(
  before: Fields,
  after: Fields,
): AuditChanges {
  const changed = Object.keys(after).filter((field) => before[field] !== after[field]);
  return Object.fromEntries(
    changed.map((field) => [field, { from: before[field] ?? null, to: after[field] ?? null }]),
  );
}
