import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { environment } from '../environment.ts';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { makeToken } from './api-key-token.ts';
import type { ApiScope } from './api-scopes.ts';
import { noSuchKey } from './revoke-api-key.ts';
import { requireOwnScopes } from './scopes-input.ts';

const hourMilliseconds = 60 * 60 * 1000;

/** How many hours the old secret goes on working after a rotation. */
export const rotationGraces = ['0', '1', '24'] as const;

/**
 * Gives a key a new secret, and takes it over: from now on it acts for whoever rotated it. That is how a key lives on
 * whose maker has left.
 */
export const rotateApiKey = command({
  name: 'rotate-api-key',
  permission: 'api-keys:manage',
  audit: 'api_key.rotated',
  whileUnpaid: true,
  input: z.strictObject({
    keyId: id,
    grace: z.enum(rotationGraces, 'Choose how long the old secret works.'),
  }),
  async run(ctx, { keyId, grace }) {
    const { tx, actor, workspace } = ctx;
    const [key] = await rawQuery<{ name: string; scopes: ApiScope[]; secretHash: string; isOver: boolean }>(
      tx,
      Prisma.sql`select name, scopes, secret_hash as "secretHash",
          revoked_at is not null or coalesce(expires_at <= now(), false) as "isOver"
        from api_key where workspace_id = ${workspace.id}::uuid and id = ${keyId}::uuid for update`,
    );
    if (!key) throw noSuchKey();
    if (key.isOver) {
      throw new AppError('CONFLICT', `${key.name} has expired or was revoked. Make a new key.`, {
        reason: 'over',
      });
    }
    requireOwnScopes(ctx.grant, key.scopes);
    const mode = environment().isLocal ? 'test' : 'live';
    const { token, secretHash, hint } = makeToken({ mode, workspaceId: workspace.id, keyId });
    const worksUntil = new Date(Date.now() + Number(grace) * hourMilliseconds);
    await tx.apiKey.updateMany({
      where: { workspaceId: workspace.id, id: keyId },
      data: {
        secretHash,
        hint,
        userId: actor.userId,
        ...(grace === '0'
          ? { previousSecretHash: null, previousWorksUntil: null }
          : { previousSecretHash: key.secretHash, previousWorksUntil: worksUntil }),
      },
    });
    await ctx.audit({ targetKind: 'api_key', targetId: keyId, targetName: key.name });
    return { keyId, name: key.name, hint, token };
  },
});
