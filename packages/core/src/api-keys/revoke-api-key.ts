import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';

/** Makes a key stop at once. Revoking twice is the same as once. */
export const revokeApiKey = command({
  name: 'revoke-api-key',
  permission: 'api-keys:manage',
  audit: 'api_key.revoked',
  whileUnpaid: true,
  input: z.strictObject({ keyId: id }),
  async run(ctx, { keyId }) {
    const where = { workspaceId: ctx.workspace.id, id: keyId };
    const { count } = await ctx.tx.apiKey.updateMany({
      where: { ...where, revokedAt: null },
      data: { revokedAt: new Date(), previousSecretHash: null, previousWorksUntil: null },
    });
    const key = await ctx.tx.apiKey.findFirst({ where, select: { name: true } });
    if (!key) throw noSuchKey();
    if (count === 0) ctx.unchanged();
    else await ctx.audit({ targetKind: 'api_key', targetId: keyId, targetName: key.name });
    return { name: key.name };
  },
});

export function noSuchKey(): AppError {
  return new AppError('NOT_FOUND', 'This workspace has no such API key. Reload the list.');
}
