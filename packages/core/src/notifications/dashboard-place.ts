/** A page of the dashboard, as `paths.ts` of the web app has it below the dashboard. */
export type DashboardPlace =
  | ''
  | '/members'
  | '/members/transfer'
  | '/members/invitations'
  | '/billing'
  | '/usage'
  | '/developers/webhooks'
  | '/developers/api-keys'
  | '/settings/data'
  | '/settings/domains'
  | '/settings/support'
  | '/posts'
  | '/comments'
  | '/inquiries'
  | '/settings';
