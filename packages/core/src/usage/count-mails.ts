import type { Transaction } from '@archipelago/db/with-workspace';
import { countUse } from './count-use.ts';

/** The mails a plan has so many of a month. What is about paying, closing or somebody's data always goes, and is not counted. */
export type MailKind = 'invitation' | 'notification' | 'digest' | 'answer' | 'newsletter';

/** Counts mails that are about to be queued. False, and nothing counted, when the plan's month has no room for all of them. */
export function takeMails(
  tx: Transaction,
  mails: { workspaceId: string; kind: MailKind; amount: number; allowed: number },
): Promise<boolean> {
  return countUse(tx, { ...ofKind(mails), onlyIfItFits: true });
}

/** Counts mails that were sent, whether there was room or not. */
export async function countMails(
  tx: Transaction,
  mails: { workspaceId: string; kind: MailKind; amount: number; allowed: number },
): Promise<void> {
  await countUse(tx, ofKind(mails));
}

function ofKind({ workspaceId, kind, amount, allowed }: Parameters<typeof countMails>[1]) {
  return { workspaceId, meter: 'emails', source: kind, amount, allowed } as const;
}
