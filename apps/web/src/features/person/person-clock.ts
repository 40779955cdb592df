import { type Language, localeOf } from '@archipelago/core/language/languages';
import type { Clock } from '../time/format-time.ts';

/** A person has no time zone of their own, only workspaces have. */
export function personClock(language: Language): Clock {
  return { timeZone: 'UTC', locale: localeOf(language) };
}
