export const subscriberStates = ['waiting', 'subscribed', 'unsubscribed', 'bounced'] as const;
export type SubscriberState = (typeof subscriberStates)[number];
