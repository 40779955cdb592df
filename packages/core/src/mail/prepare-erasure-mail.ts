import { withUser } from '@archipelago/db/with-user';
import { accountUrl } from '../person/account-url.ts';
import { erasureSignature } from '../person/erasure-link.ts';
import type { PreparedMail } from './send-queued-mail.ts';
import { erasureAskedMail } from './templates/erasure-asked.ts';

/** Null when the wish was taken back or has begun, or the person has no address to write to. */
export async function prepareErasureMail(userId: string): Promise<PreparedMail | null> {
  const found = await withUser({ userId }, (tx) =>
    tx.personErasure.findFirst({ where: { userId, startedAt: null }, include: { user: true } }),
  );
  if (!found?.user.email) return null;
  const { requestedAt, eraseAfter, content, user } = found;
  const message = erasureAskedMail({
    eraseAfter,
    content,
    url: accountUrl('/data'),
    nowUrl: accountUrl(`/data?now=${erasureSignature(userId, requestedAt)}`),
  });
  return { to: user.email, message, messageId: `erasure.${userId}.${requestedAt.getTime()}` };
}
