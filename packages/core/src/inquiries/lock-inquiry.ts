import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { AppError } from '../errors/app-error.ts';
import type { InquiryState } from './inquiry-states.ts';

export interface LockedInquiry {
  id: string;
  email: string;
  subject: string;
  state: InquiryState;
  assigneeUserId: string | null;
}

/** The inquiry, locked until the transaction ends, or NOT_FOUND. */
export async function lockInquiry(tx: Transaction, workspaceId: string, id: string): Promise<LockedInquiry> {
  const [inquiry] = await rawQuery<LockedInquiry>(
    tx,
    Prisma.sql`select id, email, subject, state::text, assignee_user_id as "assigneeUserId" from inquiry
      where workspace_id = ${workspaceId}::uuid and id = ${id}::uuid for update`,
  );
  if (!inquiry) throw noSuchInquiry();
  return inquiry;
}

export function noSuchInquiry(): AppError {
  return new AppError('NOT_FOUND', 'This inquiry is not there any more. Go back to the inbox.', {
    reason: 'inquiry-unknown',
  });
}
