import { csvLine } from '../audit/csv-line.ts';
import type { WorkspaceContext } from '../context/context.ts';
import { listUsageDays } from './list-usage-days.ts';
import { dayName, type UsagePeriod } from './usage-range.ts';

/** The days of a period as a CSV file: a line for each day and meter, storage in bytes. @throws AppError */
export async function downloadUsage(
  ctx: WorkspaceContext,
  asked: { period?: UsagePeriod; month?: string; day?: string },
): Promise<{ fileName: string; body: string }> {
  const { periodStart, periodEnd, days } = await listUsageDays(ctx, asked);
  const lines = days.map(({ day, meter, used }) => csvLine([day, meter, String(used)]));
  const last = new Date(periodEnd.getTime() - 1);
  const [from, to] = [dayName(periodStart), dayName(last)];
  return {
    fileName: `usage-${from === to ? from : `${from}-to-${to}`}.csv`,
    // The mark by which spreadsheets know UTF-8.
    body: `\ufeff${csvLine(['day', 'meter', 'used'])}${lines.join('')}`,
  };
}
