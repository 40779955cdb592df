import { setGuestbookSigners } from '@archipelago/core/guestbook/set-guestbook-signers';
import { signGuestbook } from '@archipelago/core/guestbook/sign-guestbook';
import { workspaceAction } from './action-of.ts';

export const guestbook = {
  sign: workspaceAction(signGuestbook),
  setSigners: workspaceAction(setGuestbookSigners),
};
