import { createHmac } from 'node:crypto';
import { environment } from '../environment.ts';

/** Hours for which the secret before the last rotation still signs, too. */
export const oldSecretHours = 24;

export interface SecretHolder {
  id: string;
  secretVersion: number;
  secretRotatedAt: Date | null;
}

/**
 * The secret that an endpoint's messages are signed with, as Standard Webhooks writes it. Derived, not drawn: the database
 * holds none that could be stolen from it, and it can be shown again to whoever manages the endpoint.
 */
export function webhookSecret(workspaceId: string, endpointId: string, version: number): string {
  const key = createHmac('sha256', environment().WEBHOOKS_SECRET)
    .update(`webhook\n${workspaceId}\n${endpointId}\n${version}`)
    .digest('base64');
  return `whsec_${key}`;
}

/** The secrets to sign with now, the current one first; two in the day after a rotation. */
export function signingSecrets(workspaceId: string, endpoint: SecretHolder, now = new Date()): string[] {
  const { id, secretVersion } = endpoint;
  const current = webhookSecret(workspaceId, id, secretVersion);
  return isOldSecretValid(endpoint, now)
    ? [current, webhookSecret(workspaceId, id, secretVersion - 1)]
    : [current];
}

/** Until when the secret before the last rotation signs, too; null when there is none. */
export function oldSecretUntil({ secretRotatedAt }: Pick<SecretHolder, 'secretRotatedAt'>): Date | null {
  return secretRotatedAt && new Date(secretRotatedAt.getTime() + oldSecretHours * 3_600_000);
}

function isOldSecretValid(endpoint: SecretHolder, now: Date): boolean {
  const until = oldSecretUntil(endpoint);
  return endpoint.secretVersion > 1 && until !== null && until > now;
}
