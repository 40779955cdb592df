import { exportDays } from './export-days.ts';

/** What whoever opens an export reads first. */
export function workspaceReadme(workspace: { name: string; slug: string }, startedAt: Date): string {
  return `Everything of ${workspace.name} (${workspace.slug})
exported on ${startedAt.toUTCString()}

json/      One file per kind of thing, one JSON object per line (NDJSON), every column as the database has it.
           Times are in UTC; ids tie rows of different files together.
csv/       The same for spreadsheets (UTF-8, comma separated). A text that a spreadsheet would run as a formula
           has an apostrophe in front of it here; the JSON has it as it was written.
files/     Uploaded files, under the names they are stored by.
manifest.json   Every file with its size, SHA-256 and number of rows. It is in the last ZIP file.

json/people.ndjson has the people that other files name by their id: members, authors, those who invited somebody.

Large workspaces come as several ZIP files, each of which opens by itself. Unpack all of them into one folder.
Rows are read one table after the other while people go on working: what was changed during the export may be in it
as it was before or after.

Left out on purpose: secrets, such as the fingerprints of invitation links and keys. They could not be used elsewhere, and
a copy of them would be a risk. Invoices are with the payment provider; download them from the Billing page.

The download is kept for ${exportDays} days.
`;
}
