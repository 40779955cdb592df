import { z } from 'zod';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { lockInquiry } from './lock-inquiry.ts';

/** Deletes an inquiry and its thread for good. */
export const deleteInquiry = command({
  name: 'delete-inquiry',
  permission: 'inquiries:answer',
  audit: 'inquiry.deleted',
  whileUnpaid: true,
  input: z.strictObject({ inquiryId: id }),
  async run(ctx, { inquiryId }) {
    const { tx, workspace } = ctx;
    const inquiry = await lockInquiry(tx, workspace.id, inquiryId);
    await tx.inquiry.deleteMany({ where: { workspaceId: workspace.id, id: inquiryId } });
    await ctx.audit({
      targetKind: 'inquiry',
      targetId: inquiryId,
      targetName: inquiry.subject,
      changes: { state: { from: inquiry.state, to: null } },
    });
    return { id: inquiryId, state: inquiry.state };
  },
});
