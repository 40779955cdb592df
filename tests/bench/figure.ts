/** One line of the table: a measured value beside its aim. Lower is better, always. */
export interface Figure {
  what: string;
  value: number;
  unit: 's' | 'ms' | 'KB' | 'MB' | 'files' | 'requests' | 'statements' | 'calls' | 'x' | 'shift' | 'points';
  aim: number;
}

export function isWithin({ value, aim }: Figure): boolean {
  return value <= aim;
}

export function printTable(figures: readonly Figure[]): void {
  const rows = figures.map((figure) => [
    isWithin(figure) ? '✓' : '✗',
    figure.what,
    `${round(figure.value)} ${figure.unit}`,
    `at most ${round(figure.aim)}`,
  ]);
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  for (const [mark, what, value, aim] of rows) {
    process.stdout.write(`  ${mark} ${what?.padEnd(width(1))}  ${value?.padStart(width(2))}  ${aim}\n`);
  }
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
