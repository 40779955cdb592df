import { z } from 'zod';
import { listOf, timestamp } from '../api/wire-types.ts';
import { inquiryStates } from './inquiry-states.ts';

const inquiry = z.object({
  id: z.uuid(),
  name: z.string().describe('As whoever wrote it gave it.'),
  email: z.string().describe('As whoever wrote it gave it; nobody has proved that it is theirs.'),
  subject: z.string(),
  state: z.enum(inquiryStates),
  assigneeName: z.string().nullable().describe('Who of the team takes care of it.'),
  createdAt: timestamp,
});

export const inquiryList = listOf(
  inquiry
    .extend({
      excerpt: z.string().describe('How its newest message begins.'),
      isAnswered: z.boolean(),
    })
    .meta({ id: 'Inquiry' }),
).meta({ id: 'InquiryList' });

/** An inquiry with its thread, as the API shows it. */
export const inquiryThread = inquiry
  .extend({
    closedAt: timestamp.nullable(),
    messages: z
      .array(
        z.object({
          id: z.uuid(),
          direction: z.enum(['received', 'sent']),
          authorName: z.string().nullable().describe('Of an answer: who wrote it.'),
          body: z.string(),
          createdAt: timestamp,
          mailedAt: timestamp.nullable().describe('Of an answer: when the mail server took it.'),
        }),
      )
      .describe('Oldest first; the last hundred.'),
  })
  .meta({ id: 'InquiryThread' });

export const inquiryOutcome = inquiry.pick({ id: true, state: true }).meta({ id: 'InquiryState' });
