import { exportDays } from '../exports/export-days.ts';

/** What whoever opens a copy of their data reads first. */
export function copyReadme(person: { name: string; email: string }, startedAt: Date): string {
  return `Everything about ${person.name || person.email || 'you'}
copied on ${startedAt.toUTCString()}

json/      One file per kind of thing, one JSON object per line (NDJSON). Times are in UTC.
csv/       The same for spreadsheets (UTF-8, comma separated). A text that a spreadsheet would run as a formula has an
           apostrophe in front of it here; the JSON has it as it was written.
manifest.json   Every file with its size, SHA-256 and number of rows. It is in the last ZIP file.

profile                  What we know of you: your name, your address, when you came.
your_record              What you did on this page of your data, and from which address.
your_copies              The copies you asked for.
membership               The workspaces you belong to, your role in each, and when you were last seen there.
post                     What you wrote.
comment                  What you wrote below posts; comment_report has what you reported.
invitation_received      Invitations to your address. invitation_sent has those that you sent.
newsletter_subscription  Newsletters that your address gets, waits for, or has left.
notification             What you were told; notification_preference has what you chose to be told.
api_key                  The keys you made, without their secrets.
ownership_offered        Offers to hand over a workspace; ownership_received has those made to you.
support_access           When you let support in; support_visit has when you were inside as support.
workspace_export         Exports of a whole workspace that you asked for.
activity                 What the audit logs have of you: what you did, when, where and from which address, and what was
                         done to you. What they say of other people is theirs.

"workspace" in a row says in which workspace it is. Rows are read one kind after the other while you may go on working.

Left out on purpose: secrets, such as the fingerprints of keys and links; they could be used nowhere, and a copy of them
would be a risk. Your password, your sessions and ways to sign in are with the sign-in provider: you find them in your
profile. The copy can be downloaded for ${exportDays} days.
`;
}
