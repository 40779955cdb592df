import { generateKeyPairSync } from 'node:crypto';
import { appEnvironment } from '@archipelago/local-cloud/app-environment';
import { localSettings } from '@archipelago/local-cloud/settings';

/**
 * Gives this test process the product's settings, before anything reads them; what a test runs itself replaces the local
 * cloud's addresses.
 */
export function useEnvironment(own: Record<string, string>): void {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const environment = appEnvironment(localSettings({}), {
    clerkJwtKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    appUrl: own.DATABASE_URL ?? '',
  });
  Object.assign(process.env, environment, own);
}
