import type { ChainRow } from './audit-hash.ts';
import { redactionHash, redactionsOf } from './redaction-hash.ts';

/**
 * Follows every redaction through the log: the rows of one are linked by hashes of their own, in the order of the chain, and
 * end in an entry of the chain that has the last one. Rows that retention removed from the beginning are no fault.
 */
export class RedactionLinks {
  /** The last hash of each redaction whose entry is still to come. */
  readonly #open = new Map<string, string>();
  #rows = 0;

  /** Rows that a person was taken out of. */
  get rows(): number {
    return this.#rows;
  }

  /** What is wrong with a row that says it was redacted; null when it is what the redaction left. */
  follow(row: ChainRow, removedSequence: string): string | null {
    const redactions = redactionsOf(row);
    if (redactions.length === 0) return null;
    for (const { id, previous, hash } of redactions) {
      const expected = this.#open.get(id) ?? (removedSequence === '0' ? '' : previous);
      if (previous !== expected) {
        return `Row ${row.sequence} does not continue the redaction it says it belongs to.`;
      }
      this.#open.set(id, hash);
    }
    if (redactionHash(row) !== redactions.at(-1)?.hash) {
      return `Row ${row.sequence} is not what its redaction left of it.`;
    }
    this.#rows += 1;
    return null;
  }

  /** What is wrong with the entry that ends a redaction. */
  close(row: ChainRow, removedSequence: string): string | null {
    const last = this.#open.get(row.id);
    this.#open.delete(row.id);
    const isTrimmed = BigInt(row.targetId ?? 0) <= BigInt(removedSequence);
    if (last === undefined && isTrimmed) return null;
    const changes = JSON.parse(row.changes) as { digest?: { to?: string } };
    return last === changes.digest?.to
      ? null
      : `Row ${row.sequence} records a redaction, but the rows before it are not as it left them.`;
  }

  /** What is wrong at the end of the log. */
  end(): string | null {
    const { size } = this.#open;
    return size === 0 ? null : `Rows say that a person was taken out of them, but no entry records it.`;
  }
}
