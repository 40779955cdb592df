/** How the API answers. `slow`: after `slowMilliseconds`. `down`: the connection is cut. */
export const apiConditions = ['normal', 'slow', 'rate-limited', 'failing', 'down'] as const;
export type ApiCondition = (typeof apiConditions)[number];

/**
 * How webhooks travel. `twice`: each event at the same moment twice. `late`: half a minute after it happened. `reversed`:
 * what happens close together arrives newest first. `held`: nothing goes out until another condition is chosen.
 */
export const webhookConditions = ['normal', 'twice', 'late', 'reversed', 'held'] as const;
export type WebhookCondition = (typeof webhookConditions)[number];

/** What becomes of a subscription whose invoice failed for the fourth time; a setting of the account at Stripe. */
export const dunningEnds = ['cancel', 'unpaid', 'past_due'] as const;
export type DunningEnd = (typeof dunningEnds)[number];

/** The weather: what a person or a test makes the local Stripe do to the product. */
export interface Conditions {
  api: ApiCondition;
  webhooks: WebhookCondition;
  afterLastFailure: DunningEnd;
}

export const normalConditions: Readonly<Conditions> = {
  api: 'normal',
  webhooks: 'normal',
  afterLastFailure: 'cancel',
};

export const slowMilliseconds = 6_000;
export const lateMilliseconds = 30_000;
