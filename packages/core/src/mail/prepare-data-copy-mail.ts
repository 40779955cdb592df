import { withUser } from '@archipelago/db/with-user';
import { exportSignature } from '../exports/export-link.ts';
import { accountUrl } from '../person/account-url.ts';
import type { PreparedMail } from './send-queued-mail.ts';
import { dataCopyReadyMail } from './templates/data-copy-ready.ts';

/** Null when the copy or the person is gone, or they have no address to write to. */
export async function prepareDataCopyMail(userId: string, copyId: string): Promise<PreparedMail | null> {
  const found = await withUser({ userId }, (tx) =>
    tx.personExport.findFirst({
      where: { userId, id: copyId, state: 'ready', user: { deletedAt: null } },
      include: { user: true },
    }),
  );
  if (!found?.expiresAt || !found.user.email) return null;
  const { length } = found.volumes as unknown[];
  const only = `/data/${copyId}/1?signature=${exportSignature(userId, copyId)}`;
  const message = dataCopyReadyMail({
    volumes: length,
    url: accountUrl(length === 1 ? only : '/data'),
    expiresAt: found.expiresAt,
  });
  return { to: found.user.email, message, messageId: `copy.${copyId}` };
}
