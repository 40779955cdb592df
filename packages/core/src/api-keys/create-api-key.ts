import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { environment } from '../environment.ts';
import { AppError } from '../errors/app-error.ts';
import { singleLine } from '../input/single-line.ts';
import { command } from '../registry/command.ts';
import { makeToken } from './api-key-token.ts';
import { requireOwnScopes, scopesInput } from './scopes-input.ts';

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** How long a key works: days, or never ending. */
export const apiKeyLifetimes = ['30', '90', '365', 'never'] as const;

/** Makes a key. Its text is in the result and nowhere else: what is stored is a hash. */
export const createApiKey = command({
  name: 'create-api-key',
  permission: 'api-keys:manage',
  entitlement: 'apiKeys',
  audit: 'api_key.created',
  input: z.strictObject({
    name: singleLine({ shortest: 2, longest: 60, what: 'a name' }),
    scopes: scopesInput,
    lifetime: z.enum(apiKeyLifetimes, 'Choose how long the key works.'),
  }),
  async run(ctx, { name, scopes, lifetime }) {
    const { tx, actor, workspace, grant } = ctx;
    requireOwnScopes(grant, scopes);
    const namesake = await tx.apiKey.count({
      where: { workspaceId: workspace.id, revokedAt: null, name: { equals: name, mode: 'insensitive' } },
    });
    if (namesake > 0) {
      const message = `There is a key called ${name} already. Choose another name.`;
      throw new AppError('CONFLICT', message, { reason: 'same-name', fields: { name: message } });
    }
    const keyId = randomUUID();
    const mode = environment().isLocal ? 'test' : 'live';
    const { token, secretHash, hint } = makeToken({ mode, workspaceId: workspace.id, keyId });
    const days = lifetime === 'never' ? null : Number(lifetime);
    const expiresAt = days === null ? null : new Date(Date.now() + days * dayMilliseconds);
    await tx.apiKey.createMany({
      data: {
        workspaceId: workspace.id,
        id: keyId,
        name,
        secretHash,
        hint,
        scopes,
        userId: actor.userId,
        expiresAt,
      },
    });
    await ctx.audit({
      targetKind: 'api_key',
      targetId: keyId,
      targetName: name,
      changes: {
        scopes: { from: null, to: scopes.join(', ') },
        expires: { from: null, to: expiresAt?.toISOString().slice(0, 10) ?? 'never' },
      },
    });
    return { keyId, name, hint, token };
  },
});
