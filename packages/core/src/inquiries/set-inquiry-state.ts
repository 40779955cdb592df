import { z } from 'zod';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { inquiryOutcome } from './inquiry-resource.ts';
import { inquiryStates } from './inquiry-states.ts';
import { lockInquiry } from './lock-inquiry.ts';

/** Closes an inquiry, opens it again, or takes it for spam. */
export const setInquiryState = command({
  name: 'set-inquiry-state',
  permission: 'inquiries:answer',
  audit: 'inquiry.state_changed',
  api: {
    method: 'PATCH',
    path: '/inquiries/{inquiryId}',
    group: 'Inquiries',
    summary: 'Close an inquiry, open it again, or take it for spam',
    description: 'Whoever wrote it is not told. Spam is deleted for good after 30 days.',
    output: inquiryOutcome,
  },
  input: z.strictObject({
    inquiryId: id,
    state: z.enum(inquiryStates, 'An inquiry is open, closed or spam.'),
  }),
  async run(ctx, { inquiryId, state }) {
    const { tx, workspace } = ctx;
    const inquiry = await lockInquiry(tx, workspace.id, inquiryId);
    if (inquiry.state === state) {
      ctx.unchanged();
      return { id: inquiryId, state };
    }
    await tx.inquiry.updateMany({
      where: { workspaceId: workspace.id, id: inquiryId },
      data: { state, closedAt: state === 'closed' ? new Date() : null },
    });
    await ctx.audit({
      targetKind: 'inquiry',
      targetId: inquiryId,
      targetName: inquiry.subject,
      changes: { state: { from: inquiry.state, to: state } },
    });
    return { id: inquiryId, state };
  },
});
