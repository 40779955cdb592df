/** How long a workspace can let support in: what the form sends, as people say it, and as Postgres reads it. */
export const supportDurations = {
  hour: { label: '1 hour', interval: '1 hour' },
  day: { label: '1 day', interval: '1 day' },
  week: { label: '7 days', interval: '7 days' },
} as const;

export type SupportDuration = keyof typeof supportDurations;

export const supportDurationNames = Object.keys(supportDurations) as [SupportDuration, ...SupportDuration[]];
