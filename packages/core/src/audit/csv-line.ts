/** What a spreadsheet takes for the beginning of a formula, also in full width. */
const formulaStart = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/**
 * One line of a CSV file as RFC 4180 has it, every cell quoted. A cell that a spreadsheet would run as a formula gets an
 * apostrophe in front, which spreadsheets show as text.
 */
export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(text: string | null): string {
  const safe = text !== null && formulaStart.test(text) ? `'${text}` : (text ?? '');
  return `"${safe.replaceAll('"', '""')}"`;
}
