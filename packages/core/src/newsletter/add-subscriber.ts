import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { emailAddress } from '../input/email-address.ts';
import { singleLine } from '../input/single-line.ts';
import { command } from '../registry/command.ts';

/**
 * Adds somebody who agreed elsewhere, such as on paper: subscribed at once, with how they agreed beside it. Whoever has
 * left by themselves comes back by themselves only.
 */
export const addSubscriber = command({
  name: 'add-subscriber',
  permission: 'newsletter:manage',
  audit: 'newsletter.subscriber_added',
  input: z.strictObject({
    email: emailAddress,
    consent: singleLine({ shortest: 1, longest: 300, what: 'when and how they agreed' }),
  }),
  async run(ctx, { email, consent }) {
    const { tx, workspace } = ctx;
    const workspaceId = workspace.id;
    const found = await tx.newsletterSubscriber.findFirst({
      where: { workspaceId, email },
      select: { state: true, unsubscribedAt: true },
    });
    if (found?.state === 'subscribed') throw refusal('This address is subscribed already.');
    // Also when somebody has asked for it to be asked again: they have not answered.
    if (found?.unsubscribedAt) {
      throw refusal(
        'This address has left the newsletter. Ask its owner to subscribe on your site: only they can come back.',
      );
    }
    const agreed = {
      state: 'subscribed',
      source: 'hand',
      consent,
      confirmedAt: new Date(),
      bouncedAt: null,
      bounceReason: null,
    } as const;
    const { id } = await tx.newsletterSubscriber.upsert({
      where: { workspaceId_email: { workspaceId, email } },
      create: { workspaceId, email, ...agreed },
      update: agreed,
      select: { id: true },
    });
    await ctx.audit({
      targetKind: 'subscriber',
      targetId: id,
      targetName: 'A subscriber',
      changes: { consent: { from: null, to: consent } },
    });
    return { id };
  },
});

function refusal(message: string): AppError {
  return new AppError('CONFLICT', message, { reason: 'subscriber-known', fields: { email: message } });
}
