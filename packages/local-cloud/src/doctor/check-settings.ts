import { readEnvironment } from '@archipelago/core/environment';
import { type Finding, ok, wrong } from './finding.ts';

/** Whether the product would start with these variables: every problem that it would name itself. */
export function checkSettings(source: Record<string, string | undefined>): Finding[] {
  try {
    readEnvironment(source);
    return [ok('Every setting is there and well formed.')];
  } catch (error) {
    const lines = error instanceof Error ? error.message.split('\n') : [String(error)];
    return lines
      .filter((line) => line.startsWith('- '))
      .map((line) =>
        wrong(line.slice(2), 'Correct this where the deploy keeps its variables, then deploy again.'),
      );
  }
}
