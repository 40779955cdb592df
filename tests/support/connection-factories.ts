import { randomUUID } from 'node:crypto';
import { makeToken } from '@archipelago/core/api-keys/api-key-token';
import { apiScopeNames } from '@archipelago/core/api-keys/api-scopes';
import { environment } from '@archipelago/core/environment';
import { withWorkspace } from '@archipelago/db/with-workspace';
import type { MadeUser, MadeWorkspace } from './factories.ts';
import { unique } from './own-database.ts';

const day = 24 * 60 * 60 * 1000;

/** The address of a receiver that the settings allow, though it is on this machine; nothing listens there by itself. */
export function privateReceiver(): string {
  return `http://${environment().WEBHOOK_ALLOWED_PRIVATE_HOSTS[0]}/hook`;
}

/** An endpoint that gets every event unless told otherwise, with one delivery in its log. */
export async function makeWebhook(
  workspace: { id: string },
  over: {
    url?: string;
    description?: string;
    eventTypes?: string[];
    state?: 'pending' | 'delivered' | 'failed';
  } = {},
): Promise<{ endpointId: string; deliveryId: string }> {
  const { url = privateReceiver(), description = '', eventTypes = [], state = 'delivered' } = over;
  const [endpointId, deliveryId] = [randomUUID(), randomUUID()];
  const workspaceId = workspace.id;
  await withWorkspace(workspaceId, async (tx) => {
    await tx.webhookEndpoint.createMany({
      data: { workspaceId, id: endpointId, url, description, eventTypes },
    });
    const delivery = { eventId: randomUUID(), eventType: 'post.published', state };
    await tx.webhookDelivery.createMany({ data: { workspaceId, id: deliveryId, endpointId, ...delivery } });
  });
  return { endpointId, deliveryId };
}

/** A key of the API with every scope unless others are given, acting for the owner unless somebody else is. */
export async function makeApiKey(
  workspace: MadeWorkspace,
  over: {
    name?: string;
    scopes?: readonly string[];
    maker?: MadeUser;
    expiresAt?: Date;
    revokedAt?: Date;
  } = {},
): Promise<{ id: string; name: string; token: string }> {
  const id = randomUUID();
  const name = over.name ?? unique('Key ');
  const { token, secretHash, hint } = makeToken({ mode: 'test', workspaceId: workspace.id, keyId: id });
  await withWorkspace(workspace.id, (tx) =>
    tx.apiKey.create({
      data: {
        workspaceId: workspace.id,
        id,
        name,
        secretHash,
        hint,
        scopes: [...(over.scopes ?? apiScopeNames)],
        userId: (over.maker ?? workspace.owner).userId,
        expiresAt: over.expiresAt ?? null,
        revokedAt: over.revokedAt ?? null,
      },
    }),
  );
  return { id, name, token };
}

/** A claim to a host, as old as now; verified ones lead here. */
export async function makeDomain(
  workspace: { id: string },
  over: { host?: string; challenge?: string; state?: 'pending' | 'verified'; createdAt?: Date } = {},
): Promise<{ id: string; host: string; challenge: string }> {
  const host = over.host ?? `${unique('d')}.example.localhost`;
  const challenge = over.challenge ?? unique('archipelago-verify=');
  const isVerified = over.state === 'verified';
  return withWorkspace(workspace.id, async (tx) => {
    const nextCheckAt = new Date(Date.now() + day);
    await tx.workspace.update({
      where: { id: workspace.id },
      data: { domainsDueAt: nextCheckAt },
      select: { id: true },
    });
    return tx.customDomain.create({
      data: {
        workspaceId: workspace.id,
        host,
        challenge,
        state: over.state ?? 'pending',
        nextCheckAt,
        createdAt: over.createdAt ?? new Date(),
        verifiedAt: isVerified ? new Date() : null,
        pointsHere: isVerified || null,
      },
      select: { id: true, host: true, challenge: true },
    });
  });
}
