import { type ReportReason, reportReasons } from '@archipelago/core/comments/comment-states';

const labels: Record<ReportReason, string> = {
  spam: 'It is an advertisement or spam',
  unkind: 'It is unkind or harmful',
  other: 'Something else is wrong with it',
};

/** What somebody can say is wrong with a comment or an entry. */
export const reportOptions = reportReasons.map((value) => ({ value, label: labels[value] }));
