import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { parseAddressList } from '../invitations/parse-address-list.ts';
import { limit } from '../rate-limits/limit.ts';
import { command } from '../registry/command.ts';
import { spendMails } from '../usage/spend-mails.ts';
import { askToConfirm } from './ask-to-confirm.ts';

/** Addresses that one call asks. */
export const mostImported = 500;

const ofWorkspace = { limit: 20, seconds: 86_400 };

/**
 * Asks a list of addresses, each by a mail of its own, whether they want the newsletter. Nobody is subscribed by a list:
 * only by confirming. Who is known already, in whatever state, is not asked.
 */
export const importSubscribers = command({
  name: 'import-subscribers',
  permission: 'newsletter:manage',
  audit: 'newsletter.imported',
  input: z.strictObject({
    addresses: z.string().max(200_000, `This is too long. Send up to ${mostImported} addresses at once.`),
  }),
  async prepare({ workspace }) {
    await limit(`newsletter-import:${workspace.id}`, ofWorkspace);
  },
  async run(ctx, input): Promise<{ asked: number; known: number; wrong: string[]; repeated: number }> {
    const { tx, workspace } = ctx;
    const { addresses, repeated } = parseAddressList(input.addresses);
    refuseUnlessFew(addresses.length);
    const emails = addresses.flatMap((listed) => ('email' in listed ? [listed.email] : []));
    const wrong = addresses.flatMap((listed) => ('problem' in listed ? [listed.typed.slice(0, 100)] : []));
    const ids = await askToConfirm(tx, workspace.id, { emails, source: 'import' });
    const outcome = { asked: ids.length, known: emails.length - ids.length, wrong, repeated };
    if (ids.length === 0) {
      ctx.unchanged();
      return outcome;
    }
    await spendMails(tx, ctx, 'newsletter', ids.length);
    await ctx.enqueueEach(
      'mail',
      ids.map((subscriberId) => ({
        message: 'newsletter-confirmation' as const,
        workspaceId: workspace.id,
        subscriberId,
      })),
    );
    const what = ids.length === 1 ? '1 address' : `${ids.length} addresses`;
    await ctx.audit({ targetKind: 'newsletter', targetId: workspace.id, targetName: what, changes: {} });
    return outcome;
  },
});

function refuseUnlessFew(count: number): void {
  const message =
    count === 0
      ? 'Enter at least one e-mail address.'
      : count > mostImported
        ? `Send at most ${mostImported} addresses at once; these are ${count}. Send the rest afterwards.`
        : null;
  if (message) throw new AppError('BAD_REQUEST', message, { fields: { addresses: message } });
}
