import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { AppError } from '../errors/app-error.ts';
import type { IssueState } from './newsletter-issue.ts';

/** The issue, locked until the transaction ends, or NOT_FOUND. */
export async function lockIssue(
  tx: Transaction,
  workspaceId: string,
  issueId: string,
): Promise<{ state: IssueState; title: string }> {
  const [issue] = await rawQuery<{ state: IssueState; title: string }>(
    tx,
    Prisma.sql`select state::text, title from newsletter_issue
      where workspace_id = ${workspaceId}::uuid and id = ${issueId}::uuid for update`,
  );
  if (!issue) throw noSuchIssue();
  return issue;
}

export function noSuchIssue(): AppError {
  return new AppError('NOT_FOUND', 'This issue is not there any more. Go back to the issues.', {
    reason: 'issue-unknown',
  });
}
