import type { Clock } from '../time/format-time.ts';

/** A person has no time zone of their own, only workspaces have. */
export const personClock: Clock = { timeZone: 'UTC' };
