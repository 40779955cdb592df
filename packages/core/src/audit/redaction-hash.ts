import { type ChainRow, hashOfFields, rowFields } from './audit-hash.ts';

/** One time that a person was taken out of a row. */
export interface Redaction {
  /** Of the entry `audit.redacted` that says so. */
  id: string;
  at: string;
  /** Hash of the row before this one in the same redaction; empty for its first. */
  previous: string;
  /** Of what was left of the row. */
  hash: string;
}

export function redactionsOf({ redactions }: Pick<ChainRow, 'redactions'>): Redaction[] {
  return redactions === null ? [] : (JSON.parse(redactions) as Redaction[]);
}

/**
 * What the row's last redaction must have for its hash: SHA-256 over what is left of the row, the hash it was written with,
 * and the redaction before. `app.audit_redaction_hash` in the database does the same; this one is independent of it.
 */
export function redactionHash(row: ChainRow): string {
  const redactions = redactionsOf(row);
  const last = redactions.at(-1);
  const before = redactions.at(-2)?.hash ?? row.hash;
  return hashOfFields([
    'archipelago-redaction-1',
    last?.id ?? null,
    last?.at ?? null,
    last?.previous ?? null,
    before,
    row.hash,
    ...rowFields(row),
  ]);
}
