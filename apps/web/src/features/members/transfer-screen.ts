import type { OwnershipTransferView } from '@archipelago/core/ownership/get-ownership-transfer';

export interface TransferScreen {
  title: string;
  text: string;
  /** What the person can do: answer the offer, withdraw it, or make one. */
  step: 'answer' | 'withdraw' | 'offer' | null;
}

interface Reader {
  workspaceName: string;
  /** Whether they are an owner now. */
  isOwner: boolean;
  /** Whether they followed a link to one hand-over. */
  hasLink: boolean;
}

/** What the page of a hand-over says to whoever opens it. `until` is the last day of the offer. */
export function transferScreen(
  { transfer }: OwnershipTransferView,
  { workspaceName, isOwner, hasLink }: Reader,
  until: string,
): TransferScreen {
  const again = isOwner ? ('offer' as const) : null;
  if (!transfer) {
    if (isOwner && !hasLink) {
      return {
        title: 'Hand over ownership',
        text: `Somebody on the team becomes an owner of ${workspaceName} and you become an admin, once they confirm.`,
        step: 'offer',
      };
    }
    return {
      title: 'There is no offer for you here',
      text: hasLink
        ? 'This hand-over is for somebody else, or does not exist. Sign in as the person the e-mail was sent to.'
        : `Nobody has offered you the ownership of ${workspaceName}. Only an owner can.`,
      step: null,
    };
  }
  const { state, isForYou, fromName, toName } = transfer;
  switch (state) {
    case 'open':
      return isForYou
        ? {
            title: `${fromName} offers you the ownership of ${workspaceName}`,
            text: `If you accept, you decide on its plan and its card, on who belongs to it, and on its end; ${fromName} becomes an admin. The offer stands until ${until}.`,
            step: 'answer',
          }
        : {
            title: `Waiting for ${toName}`,
            text: `${fromName} offered the ownership of ${workspaceName} to ${toName}, who has an e-mail and until ${until} to answer. Nothing has changed yet.`,
            step: isOwner ? 'withdraw' : null,
          };
    case 'confirmed':
      return {
        title: isForYou ? `You are an owner of ${workspaceName}` : `${toName} has accepted`,
        text: isForYou
          ? `${fromName} is an admin now. The plan, the people and the settings are yours to decide.`
          : `${toName} is an owner of ${workspaceName} and ${fromName} is an admin.`,
        step: null,
      };
    case 'declined':
      return {
        title: isForYou ? 'You have declined' : `${toName} has declined`,
        text: 'Everybody stays what they are.',
        step: again,
      };
    case 'cancelled':
      return {
        title: 'This offer was withdrawn',
        text: isForYou
          ? `Everybody stays what they are. Ask ${fromName} if you expected it.`
          : 'Everybody stays what they are.',
        step: again,
      };
    case 'expired':
      return {
        title: 'This offer has expired',
        text: isForYou
          ? `It stood until ${until}. Ask ${fromName} to offer it again.`
          : `${toName} did not answer until ${until}. Everybody stays what they are.`,
        step: again,
      };
  }
}
