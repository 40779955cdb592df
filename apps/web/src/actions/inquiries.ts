import { answerInquiry } from '@archipelago/core/inquiries/answer-inquiry';
import { assignInquiry } from '@archipelago/core/inquiries/assign-inquiry';
import { deleteInquiry } from '@archipelago/core/inquiries/delete-inquiry';
import { sendInquiry } from '@archipelago/core/inquiries/send-inquiry';
import { setInquiryState } from '@archipelago/core/inquiries/set-inquiry-state';
import { workspaceAction } from './action-of.ts';

export const inquiries = {
  send: workspaceAction(sendInquiry),
  answer: workspaceAction(answerInquiry),
  assign: workspaceAction(assignInquiry),
  setState: workspaceAction(setInquiryState),
  delete: workspaceAction(deleteInquiry),
};
