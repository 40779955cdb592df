import { auditHash, type ChainRow, chainRowColumns } from './audit-hash.ts';
import { RedactionLinks } from './redaction-links.ts';

/** What one statement sees of a workspace's log: the head of its chain, and the rows that follow a place in it. */
export interface ChainPart {
  head: ChainHead | null;
  /** A row with a number at or below the checkpoint, where retention left none. */
  hasRowsBeforeCheckpoint: boolean;
  rows: ChainRow[];
}

export interface ChainHead {
  sequence: string;
  hash: string;
  /** The last row that retention removed; 0 for none. */
  removedSequence: string;
  removedHash: string;
}

export interface ChainBreak {
  kind: 'altered' | 'removed' | 'inserted' | 'reordered' | 'head';
  sequence: string;
  /** Of the row at fault, where there is one. */
  id: string | null;
  message: string;
}

export interface ChainReport {
  rows: number;
  /** Rows that an erased person was taken out of: they say what that left, and where they stood is proven. */
  redacted: number;
  /** Where the chain ends: noted elsewhere, it proves later that nothing up to there was rewritten. */
  head: { sequence: string; hash: string };
  break: ChainBreak | null;
}

const batchSize = 1_000;

/**
 * One row with the head and, as JSON, the rows after a place in the chain. Parameters: workspace, sequence and id of the
 * last row seen. Run it in the workspace's scope.
 */
export const chainPartSql = `
  select to_json(head) as head,
    exists (
      select from audit_event where workspace_id = $1::uuid and sequence <= coalesce(head.removed_sequence, 0)
    ) as "hasRowsBeforeCheckpoint",
    (
      select coalesce(json_agg(row), '[]') from (
        select ${chainRowColumns} from audit_event
        where workspace_id = $1::uuid
          and (audit_event.sequence, audit_event.id) > (greatest($2::bigint, head.removed_sequence),
            case when $2::bigint >= coalesce(head.removed_sequence, 0) then $3::uuid
              else 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid end)
        order by audit_event.sequence, audit_event.id limit ${batchSize}
      ) row
    ) as rows
  from (select) nothing
  left join (
    select sequence::text, hash, removed_sequence::text as "removedSequence", removed_hash as "removedHash",
      removed_sequence
    from audit_chain where workspace_id = $1::uuid
  ) head on true`;

/**
 * Walks a workspace's chain from its checkpoint to its head and stops at the first break. Memory stays that of one batch;
 * rows that are added, and rows that retention removes, while it walks are no breaks.
 *
 * @param read runs `chainPartSql`.
 */
export async function verifyAuditChain(
  read: (afterSequence: string, afterId: string) => Promise<ChainPart>,
): Promise<ChainReport> {
  let last = { sequence: '0', hash: '', id: '00000000-0000-0000-0000-000000000000' };
  let lastRemoval = '0';
  let rows = 0;
  const redactions = new RedactionLinks();
  for (;;) {
    const part = await read(last.sequence, last.id);
    const head = part.head ?? { sequence: '0', hash: '', removedSequence: '0', removedHash: '' };
    if (BigInt(head.removedSequence) > BigInt(last.sequence)) {
      last = { sequence: head.removedSequence, hash: head.removedHash, id: last.id };
    }
    const report = (found: ChainBreak | null): ChainReport => ({
      rows,
      redacted: redactions.rows,
      head: { sequence: head.sequence, hash: head.hash },
      break: found,
    });
    if (part.hasRowsBeforeCheckpoint) return report(beforeCheckpoint(head));
    for (const row of part.rows) {
      const found = breakAt(row, last, head) ?? breakOfRedaction(row, redactions, head);
      if (found) return report(found);
      if (row.action === 'audit.trimmed') lastRemoval = row.targetId ?? '';
      last = row;
      rows += 1;
    }
    if (part.rows.length < batchSize) {
      return report(breakAtEnd(last, head, lastRemoval) ?? openRedaction(last, redactions));
    }
  }
}

function breakAt(
  row: ChainRow,
  last: { sequence: string; hash: string },
  head: ChainHead,
): ChainBreak | null {
  const { sequence, id } = row;
  const at = (kind: ChainBreak['kind'], message: string): ChainBreak => ({ kind, sequence, id, message });
  const expected = BigInt(last.sequence) + 1n;
  if (BigInt(sequence) > BigInt(head.sequence)) {
    return at('inserted', `Row ${sequence} lies behind the head of the chain, which is ${head.sequence}.`);
  }
  if (BigInt(sequence) < expected) {
    return at('inserted', `Number ${sequence} is taken twice: one of its rows was inserted.`);
  }
  if (BigInt(sequence) > expected) {
    const missing = BigInt(sequence) - expected;
    return at('removed', `${missing} ${missing === 1n ? 'row is' : 'rows are'} missing before ${sequence}.`);
  }
  // What was written is not there any more, but what it hashed to is: the row still stands where it stood.
  if (row.redactions !== null && row.previousHash === last.hash) return null;
  if (row.redactions === null && auditHash(row) === row.hash) {
    if (row.previousHash === last.hash) return null;
    return at('inserted', `Row ${sequence} does not continue the row before it: it was put there.`);
  }
  if (row.previousHash === last.hash) return at('altered', `Row ${sequence} is not what was recorded.`);
  return at('reordered', `Row ${sequence} is not the one that was recorded in this place.`);
}

function breakOfRedaction(row: ChainRow, redactions: RedactionLinks, head: ChainHead): ChainBreak | null {
  const message =
    redactions.follow(row, head.removedSequence) ??
    (row.action === 'audit.redacted' ? redactions.close(row, head.removedSequence) : null);
  return message === null ? null : { kind: 'altered', sequence: row.sequence, id: row.id, message };
}

function openRedaction({ sequence }: { sequence: string }, redactions: RedactionLinks): ChainBreak | null {
  const message = redactions.end();
  return message === null ? null : { kind: 'altered', sequence, id: null, message };
}

function breakAtEnd(
  last: { sequence: string; hash: string },
  head: ChainHead,
  lastRemoval: string,
): ChainBreak | null {
  const at = (kind: ChainBreak['kind'], message: string): ChainBreak => {
    return { kind, sequence: last.sequence, id: null, message };
  };
  if (last.sequence !== head.sequence) {
    return at('removed', `The chain ends at ${last.sequence}, but its head is ${head.sequence}.`);
  }
  if (last.hash !== head.hash) return at('head', `The head has another hash than the last row.`);
  if (head.removedSequence !== '0' && head.removedSequence !== lastRemoval) {
    return at('removed', `Rows up to ${head.removedSequence} are gone, but no entry says so.`);
  }
  return null;
}

function beforeCheckpoint({ removedSequence }: ChainHead): ChainBreak {
  const message = `There are rows at or before ${removedSequence}, where retention left none.`;
  return { kind: 'inserted', sequence: removedSequence, id: null, message };
}
