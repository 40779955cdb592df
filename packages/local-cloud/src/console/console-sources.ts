import type { AuthenticatorView } from '../clerk/list-authenticators.ts';
import type { LocalDns } from '../dns/start-dns.ts';
import type { LocalMail } from '../mail/start-mail.ts';
import type { LocalSettings } from '../settings.ts';
import type { LocalStripe } from '../stripe/start-stripe.ts';

/** What the console needs of the local Clerk. */
export interface ClerkOfConsole {
  /** Newest first. */
  deliveries(): {
    id: string;
    type: string;
    body: string;
    status: 'pending' | 'delivered' | 'failed';
    attempts: { at: number; responseStatus: number | null; error: string | null }[];
    createdAt: number;
  }[];
  resend(id: string): Promise<unknown>;
  authenticators(): AuthenticatorView[];
}

/** The running services that the console shows. */
export interface ConsoleSources {
  settings: LocalSettings;
  clerk: ClerkOfConsole;
  stripe: LocalStripe;
  mail: LocalMail;
  dns: LocalDns;
}
