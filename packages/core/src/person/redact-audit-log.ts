import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';

const batchRows = 5_000;

/** Takes the person out of a workspace's audit log. The log says so itself, once for each batch that named them. */
export async function redactAuditLog(workspaceId: string, { userId }: { userId: string }): Promise<number> {
  let total = 0;
  for (let after: bigint | null = 0n; after !== null; ) {
    const from: bigint = after;
    const [row] = await withWorkspace(
      workspaceId,
      (tx) =>
        rawQuery<{ reached: bigint | null; redacted: number }>(
          tx,
          Prisma.sql`select reached, redacted from app.redact_audit_log(${from}::bigint, ${batchRows}::integer)`,
        ),
      { userId },
    );
    total += row?.redacted ?? 0;
    after = row?.reached ?? null;
  }
  return total;
}
