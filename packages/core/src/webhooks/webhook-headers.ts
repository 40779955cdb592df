import { createHmac } from 'node:crypto';

interface SignedMessage {
  /** The same for every attempt at the same event, so that a receiver can tell. */
  id: string;
  at: Date;
  body: string;
}

/** The headers of Standard Webhooks: one signature a secret. https://www.standardwebhooks.com */
export function webhookHeaders(message: SignedMessage, secrets: readonly string[]): Record<string, string> {
  const timestamp = String(Math.floor(message.at.getTime() / 1000));
  return {
    'content-type': 'application/json',
    'user-agent': 'Archipelago-Webhooks/1',
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets.map((secret) => signature(secret, message, timestamp)).join(' '),
  };
}

function signature(secret: string, { id, body }: SignedMessage, timestamp: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
