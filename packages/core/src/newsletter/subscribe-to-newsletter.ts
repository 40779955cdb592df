import { z } from 'zod';
import { formCheck, looksAutomated } from '../abuse/check-form.ts';
import { limitPeople } from '../abuse/limit-people.ts';
import { refusal } from '../errors/refusal.ts';
import { said } from '../errors/said.ts';
import { emailAddress } from '../input/email-address.ts';
import { command } from '../registry/command.ts';
import { askToConfirm } from './ask-to-confirm.ts';

/** Each is a mail to somebody who may not have asked for it. */
const limits = {
  person: { limit: 3, seconds: 3_600 },
  network: { limit: 10, seconds: 3_600 },
  workspace: { limit: 200, seconds: 3_600 },
};

/**
 * Asks an address, by mail, whether it wants the newsletter. The answer is the same for every address, so that nobody
 * learns who is subscribed. What a program seems to have sent mails nobody; whoever was taken for one is told to send it
 * again.
 */
export const subscribeToNewsletter = command({
  name: 'subscribe-to-newsletter',
  permission: 'site:write',
  visitors: true,
  audit: null,
  input: z.strictObject({ email: emailAddress, ...formCheck }),
  async prepare(ctx, { email, stamp, website }) {
    if (looksAutomated(ctx.workspace.id, 'newsletter', { stamp, website })) {
      throw refusal('BAD_REQUEST', said('sentTooFast'), { reason: 'too-fast' });
    }
    // By the mailbox, also for whoever is signed in: it is the mailbox that must not be filled.
    await limitPeople('newsletter', { ...ctx, actor: { kind: 'anonymous' } }, limits, email);
  },
  async run(ctx, { email }) {
    const { tx, workspace, actor } = ctx;
    const userId = actor.kind === 'user' && actor.email.toLowerCase() === email ? actor.userId : null;
    const ids = await askToConfirm(tx, workspace.id, { emails: [email], source: 'form', userId });
    for (const subscriberId of ids) {
      await ctx.enqueue('mail', {
        message: 'newsletter-confirmation',
        workspaceId: workspace.id,
        subscriberId,
      });
    }
    return { asked: true };
  },
});
