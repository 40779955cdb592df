import { type ReportReason, reportReasons } from '@archipelago/core/comments/comment-states';
import type { Language } from '@archipelago/core/language/languages';
import { translator } from '@archipelago/core/language/translator';
import { commentMessages } from '../../messages/comment-messages.ts';

const labels = {
  spam: 'reasonSpam',
  unkind: 'reasonUnkind',
  other: 'reasonOther',
} as const satisfies Record<ReportReason, string>;

/** What somebody can say is wrong with a comment or an entry. */
export function reportOptions(language: Language): { value: ReportReason; label: string }[] {
  const say = translator(commentMessages, language);
  return reportReasons.map((value) => ({ value, label: say(labels[value]) }));
}
