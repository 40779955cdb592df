import type { ClerkInstance } from '../clerk-instance.ts';
import type { ClientRecord } from '../clerk-state.ts';
import { newId, newSecret } from '../new-id.ts';

export function createClient(instance: ClerkInstance): ClientRecord {
  const now = instance.now();
  const client: ClientRecord = {
    id: newId('client'),
    token: newSecret('client'),
    devBrowser: newSecret('dvb'),
    sessionId: null,
    signInId: null,
    signUpId: null,
    createdAt: now,
    updatedAt: now,
  };
  instance.state.clients[client.id] = client;
  return client;
}

/** What a request says about its browser; an address's development parameter counts before the host's own cookies. */
export interface ClientClaim {
  devBrowserInAddress: string | undefined;
  devBrowserInCookie: string | undefined;
  clientToken: string | undefined;
}

export function findClient(instance: ClerkInstance, claim: ClientClaim): ClientRecord | undefined {
  const clients = Object.values(instance.state.clients);
  const byDevBrowser = (devBrowser: string | undefined) =>
    devBrowser ? clients.find((client) => client.devBrowser === devBrowser) : undefined;
  return (
    byDevBrowser(claim.devBrowserInAddress) ??
    byDevBrowser(claim.devBrowserInCookie) ??
    (claim.clientToken ? clients.find((client) => client.token === claim.clientToken) : undefined)
  );
}
