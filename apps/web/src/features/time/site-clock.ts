import { localeOf } from '@archipelago/core/language/languages';
import type { Clock } from './format-time.ts';

/** The workspace's time, written in the language of the page. */
export function siteClock({ context, language }: Pick<App.Locals, 'context' | 'language'>): Clock {
  return { timeZone: context.workspace.timeZone, locale: localeOf(language) };
}
