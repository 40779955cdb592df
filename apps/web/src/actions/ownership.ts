import { acceptOwnership } from '@archipelago/core/ownership/accept-ownership';
import { declineOwnership } from '@archipelago/core/ownership/decline-ownership';
import { offerOwnership } from '@archipelago/core/ownership/offer-ownership';
import { withdrawOwnershipOffer } from '@archipelago/core/ownership/withdraw-ownership-offer';
import { workspaceAction } from './action-of.ts';

export const ownership = {
  offer: workspaceAction(offerOwnership),
  withdraw: workspaceAction(withdrawOwnershipOffer),
  accept: workspaceAction(acceptOwnership),
  decline: workspaceAction(declineOwnership),
};
