/**
 * Every tenant table and whether an export has it: all of its columns but those left out, or a reason why not. A test
 * holds this list to the database: a new table has to be decided on here, and so has a column that sounds like a secret.
 */
export const tenantTables: Record<string, { leftOut?: readonly string[] } | { notExported: string }> = {
  api_answer: { notExported: 'copies of answers, kept for a day' },
  api_key: { leftOut: ['secret_hash', 'previous_secret_hash'] },
  audit_chain: {},
  audit_event: {},
  billing_customer: {
    leftOut: [
      'dirty_seq',
      'synced_seq',
      'fence',
      'lease_until',
      'attempts',
      'dead_at',
      'last_error',
      'dirty_since',
    ],
  },
  // The key names the fact, of which the other columns say everything.
  billing_effect: { leftOut: ['key'] },
  comment: {},
  comment_report: {},
  custom_domain: {},
  custom_role: {},
  data_export: {},
  file: {},
  inquiry: {},
  inquiry_message: {},
  invoice: {},
  invitation: { leftOut: ['token_hash'] },
  member: {},
  member_search: { notExported: 'what members are found by: their names and addresses again' },
  newsletter_delivery: {},
  newsletter_issue: {},
  newsletter_subscriber: {},
  notification: {},
  notification_preference: {},
  ownership_transfer: {},
  person_place: { notExported: 'where people look for what is theirs' },
  post: {},
  post_address: {},
  post_like: {},
  post_picture: {},
  post_rating: {},
  post_tally: { notExported: 'what the likes, ratings and comments add up to' },
  post_search: { notExported: 'what posts are found by: their titles and beginnings again' },
  subscription: {},
  support_access: {},
  support_visit: {},
  usage_counter: {},
  usage_day: {},
  usage_hour: { notExported: 'the hours of a week, whose days are exported' },
  usage_report: { notExported: 'what the payment provider was told, which the days say as well' },
  usage_warning: {},
  webhook_attempt: {},
  webhook_delivery: {},
  join_domain: {},
  webhook_endpoint: {},
  work_step: { notExported: 'how far long jobs are' },
  workspace_address: {},
};

export interface ExportedTable {
  table: string;
  leftOut: readonly string[];
}

export const exportedTables: readonly ExportedTable[] = Object.entries(tenantTables).flatMap(
  ([table, decision]) => ('notExported' in decision ? [] : [{ table, leftOut: decision.leftOut ?? [] }]),
);
