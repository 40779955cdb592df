import type { Clock } from '../time/format-time.ts';

/** The console belongs to no workspace: it tells times as its logs do. */
export const operatorClock: Clock = { timeZone: 'UTC' };
