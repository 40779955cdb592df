import { oldSecretUntil } from './webhook-secret.ts';

/** An endpoint as screens show it. */
export interface EndpointItem {
  id: string;
  url: string;
  description: string;
  /** Empty means every type. */
  eventTypes: string[];
  disabledAt: Date | null;
  disabledReason: 'person' | 'failing' | 'gone' | null;
  failingSince: Date | null;
  createdAt: Date;
  /** Until when the secret before the last rotation signs, too; null when only one does. */
  oldSecretUntil: Date | null;
}

/** The columns of `webhook_endpoint` that make an item, as SQL returns them. */
export interface EndpointRow extends Omit<EndpointItem, 'oldSecretUntil'> {
  secretRotatedAt: Date | null;
}

export function endpointItem({ secretRotatedAt, ...row }: EndpointRow, now = new Date()): EndpointItem {
  const until = oldSecretUntil({ secretRotatedAt });
  return { ...row, oldSecretUntil: until && until > now ? until : null };
}
