import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { refusal } from '../errors/refusal.ts';
import { said } from '../errors/said.ts';
import { command } from '../registry/command.ts';

const dayMilliseconds = 24 * 60 * 60 * 1000;
const mostADay = 3;

/** Starts a copy of everything about the person. One at a time, and three in any 24 hours. */
export const requestDataCopy = command({
  name: 'request-data-copy',
  scope: 'person',
  permission: 'self:manage',
  audit: 'copy.requested',
  input: z.strictObject({}),
  async run(ctx) {
    const { tx, actor } = ctx;
    const { userId } = actor;
    const copyId = randomUUID();
    const { count } = await tx.personExport.createMany({
      data: { userId, id: copyId },
      skipDuplicates: true,
    });
    if (count === 0) {
      throw refusal('CONFLICT', said('copyRunning'), { reason: 'copy-running' });
    }
    const recent = await tx.personExport.findMany({
      where: { userId, createdAt: { gt: new Date(Date.now() - dayMilliseconds) } },
      select: { createdAt: true },
      orderBy: { createdAt: 'desc' },
      take: mostADay + 1,
    });
    const oldest = recent[mostADay - 1];
    if (recent.length > mostADay && oldest) {
      throw refusal('TOO_MANY_REQUESTS', said('copiesEnough', { count: mostADay }), {
        retryAfterSeconds: Math.ceil((oldest.createdAt.getTime() + dayMilliseconds - Date.now()) / 1000),
      });
    }
    await ctx.record();
    await ctx.enqueue('copy-person', { userId, copyId });
    return { copyId };
  },
});
