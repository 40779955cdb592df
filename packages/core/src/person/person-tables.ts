/** How a column that names a person is treated, in a copy of their data and when they are erased. */
export interface PersonColumn {
  /** Whether the rows are in the copy: under which name, without which columns; or why not. */
  copy: { name: string; leftOut?: readonly string[] } | { notCopied: string };
  /**
   * - `deleted`: the rows go
   * - `anonymised`: the rows stay, in the name of the deleted person
   * - `chosen`: one or the other, as the person chooses for what they wrote
   * - `stepwise`: erasing has a step of its own for it
   * - `cascade`: goes with the person's own row at the end
   */
  erasure: 'deleted' | 'anonymised' | 'chosen' | 'stepwise' | 'cascade';
  /** Tells the rows of one person in one workspace apart; `id` for most. */
  key?: string;
}

/**
 * Every foreign key to `user`, as `table.column`, in the order in which an erasure works. A test holds this list to the
 * database: a new table that names people has to be decided on here. The copy and the erasure need nothing else from it.
 * What names people without a foreign key (the audit log, notifications to others, invitations to an address) has a step
 * of its own in `erase-from-workspace.ts`.
 */
export const personTables: Record<string, PersonColumn> = {
  'member.user_id': { copy: { name: 'membership' }, erasure: 'stepwise' },
  'post.author_user_id': { copy: { name: 'post' }, erasure: 'chosen' },
  'comment.author_user_id': { copy: { name: 'comment' }, erasure: 'stepwise' },
  'comment.removed_by_user_id': {
    copy: { notCopied: 'what they moderated is in their activity' },
    erasure: 'anonymised',
  },
  'post_like.user_id': { copy: { name: 'post_like' }, erasure: 'deleted', key: 'post_id' },
  'post_rating.user_id': { copy: { name: 'post_rating' }, erasure: 'deleted', key: 'post_id' },
  'inquiry.user_id': { copy: { name: 'inquiry', leftOut: ['assignee_user_id'] }, erasure: 'deleted' },
  'inquiry.assignee_user_id': {
    copy: { notCopied: 'what others wrote to the workspace' },
    erasure: 'anonymised',
  },
  'inquiry_message.author_user_id': { copy: { name: 'inquiry_message' }, erasure: 'anonymised' },
  'newsletter_subscriber.user_id': {
    copy: { notCopied: 'a file of its own, since most subscribe by their address alone' },
    erasure: 'deleted',
  },
  'comment_report.user_id': { copy: { name: 'comment_report' }, erasure: 'deleted', key: 'comment_id' },
  'invitation.invited_by_user_id': {
    copy: { name: 'invitation_sent', leftOut: ['token_hash'] },
    erasure: 'anonymised',
  },
  'notification.user_id': { copy: { name: 'notification' }, erasure: 'deleted' },
  'notification_preference.user_id': {
    copy: { name: 'notification_preference' },
    erasure: 'deleted',
    key: 'type',
  },
  'api_key.user_id': {
    copy: { name: 'api_key', leftOut: ['secret_hash', 'previous_secret_hash'] },
    erasure: 'deleted',
  },
  'ownership_transfer.from_user_id': { copy: { name: 'ownership_offered' }, erasure: 'deleted' },
  'ownership_transfer.to_user_id': { copy: { name: 'ownership_received' }, erasure: 'deleted' },
  'data_export.requested_by_user_id': { copy: { name: 'workspace_export' }, erasure: 'stepwise' },
  // The function that takes people out of the log does it: the product may rewrite neither.
  'support_access.allowed_by_user_id': { copy: { name: 'support_access' }, erasure: 'stepwise' },
  'support_visit.operator_user_id': { copy: { name: 'support_visit' }, erasure: 'stepwise' },
  'operator.user_id': { copy: { notCopied: 'said in the profile' }, erasure: 'cascade' },
  'person_place.user_id': {
    copy: { notCopied: 'names the workspaces that the copy is made of' },
    erasure: 'cascade',
  },
  'person_event.user_id': { copy: { notCopied: 'a file of its own' }, erasure: 'cascade' },
  'person_export.user_id': { copy: { notCopied: 'a file of its own' }, erasure: 'cascade' },
  'person_erasure.user_id': { copy: { notCopied: 'is over, or ends with the person' }, erasure: 'cascade' },
  'person_step.user_id': { copy: { notCopied: 'how far long jobs are' }, erasure: 'cascade' },
};

export interface PersonTable extends PersonColumn {
  table: string;
  column: string;
  key: string;
}

export const personColumns: readonly PersonTable[] = Object.entries(personTables).map(([name, decision]) => {
  const [table = '', column = ''] = name.split('.');
  return { table, column, key: 'id', ...decision };
});
