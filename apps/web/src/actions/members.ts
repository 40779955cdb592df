import { acceptInvitation } from '@archipelago/core/invitations/accept-invitation';
import { inviteMember } from '@archipelago/core/invitations/invite-member';
import { revokeInvitation } from '@archipelago/core/invitations/revoke-invitation';
import { joinAsGuest } from '@archipelago/core/members/join-as-guest';
import { workspaceAction } from './action-of.ts';

export const members = {
  invite: workspaceAction(inviteMember),
  revokeInvitation: workspaceAction(revokeInvitation),
  acceptInvitation: workspaceAction(acceptInvitation),
  joinAsGuest: workspaceAction(joinAsGuest),
};
