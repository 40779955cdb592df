import type { ClerkState } from './clerk-state.ts';
import type { PublishableKey } from './publishable-key.ts';
import type { SigningKey } from './signing-key.ts';
import type { ClerkMail } from './verification-mail.ts';

/** What every route works on. */
export interface ClerkInstance extends PublishableKey {
  readonly state: ClerkState;
  readonly key: SigningKey;
  readonly secretKey: string;
  /** Lifetime of a session token; Clerk's own is 60 seconds. */
  readonly tokenLifetimeSeconds: number;
  /** Files a webhook message; it is sent once the request that caused it has been saved. */
  emit(type: string, data: unknown): void;
  sendMail(mail: ClerkMail): Promise<void>;
  now(): number;
}
