import { z } from 'zod';
import { grantOf } from '../access/grant.ts';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { lockInquiry } from './lock-inquiry.ts';

/** Gives an inquiry to somebody on the team who may read it, or with an empty `userId` to nobody. They are told. */
export const assignInquiry = command({
  name: 'assign-inquiry',
  permission: 'inquiries:answer',
  audit: 'inquiry.assigned',
  input: z.strictObject({ inquiryId: id, userId: z.union([id, z.literal('')]) }),
  async run(ctx, { inquiryId, userId }) {
    const { tx, workspace } = ctx;
    const inquiry = await lockInquiry(tx, workspace.id, inquiryId);
    const assigneeUserId = userId === '' ? null : userId;
    if (assigneeUserId === inquiry.assigneeUserId) {
      ctx.unchanged();
      return { id: inquiryId };
    }
    const member = assigneeUserId
      ? await tx.member.findFirst({
          where: {
            workspaceId: workspace.id,
            userId: assigneeUserId,
            role: { not: 'guest' },
            blockedAt: null,
          },
          select: {
            role: true,
            customRole: { select: { id: true, name: true, permissions: true } },
            user: { select: { name: true, email: true } },
          },
        })
      : null;
    const held = member ? grantOf(member.role, member.customRole).permissions : [];
    if (assigneeUserId && !held.includes('inquiries:read')) {
      throw new AppError(
        'NOT_FOUND',
        'They are not on the team any more, or may not read inquiries. Choose somebody else.',
        { reason: 'inquiry-unknown' },
      );
    }
    await tx.inquiry.updateMany({
      where: { workspaceId: workspace.id, id: inquiryId },
      data: { assigneeUserId },
    });
    await ctx.audit({
      targetKind: assigneeUserId ? 'user' : 'inquiry',
      targetId: assigneeUserId ?? inquiryId,
      targetName: member ? member.user.name || member.user.email : inquiry.subject,
      changes: { inquiry: { from: null, to: inquiry.subject } },
    });
    return { id: inquiryId };
  },
});
