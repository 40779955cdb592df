import { withWorkspace } from '@archipelago/db/with-workspace';
import { confirmationDays, confirmationUrl } from '../newsletter/newsletter-links.ts';
import type { PreparedMail } from './send-queued-mail.ts';
import { newsletterConfirmationMail } from './templates/newsletter-confirmation.ts';

/** Null when they have answered, or were removed, meanwhile. */
export async function prepareNewsletterConfirmationMail(
  workspaceId: string,
  subscriberId: string,
): Promise<PreparedMail | null> {
  const found = await withWorkspace(workspaceId, (tx) =>
    tx.newsletterSubscriber.findFirst({
      where: { workspaceId, id: subscriberId, state: 'waiting', askedAt: { not: null } },
      include: { workspace: true },
    }),
  );
  if (!found?.askedAt) return null;
  const { workspace, askedAt, email, source } = found;
  return {
    to: email,
    message: newsletterConfirmationMail({
      workspace,
      isInvited: source === 'import',
      url: confirmationUrl(workspace.slug, { workspaceId, subscriberId, askedAt }),
      days: confirmationDays,
    }),
    messageId: `newsletter-confirmation.${subscriberId}.${askedAt.getTime()}`,
  };
}
