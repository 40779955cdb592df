import { acceptInvitation } from '@archipelago/core/invitations/accept-invitation';
import { invitePeople } from '@archipelago/core/invitations/invite-people';
import { resendInvitation } from '@archipelago/core/invitations/resend-invitation';
import { revokeInvitation } from '@archipelago/core/invitations/revoke-invitation';
import { joinAsGuest } from '@archipelago/core/joining/join-as-guest';
import { joinTeam } from '@archipelago/core/joining/join-team';
import { setJoining } from '@archipelago/core/joining/set-joining';
import { blockGuest } from '@archipelago/core/members/block-guest';
import { changeMemberRole } from '@archipelago/core/members/change-member-role';
import { leaveWorkspace } from '@archipelago/core/members/leave-workspace';
import { removeMember } from '@archipelago/core/members/remove-member';
import { unblockGuest } from '@archipelago/core/members/unblock-guest';
import { workspaceAction } from './action-of.ts';

export const members = {
  invite: workspaceAction(invitePeople),
  // Beside the id the form carries what the page's own form holds, so that nothing typed is lost.
  resendInvitation: workspaceAction(resendInvitation, ({ invitationId }) => ({ invitationId })),
  revokeInvitation: workspaceAction(revokeInvitation),
  acceptInvitation: workspaceAction(acceptInvitation),
  joinAsGuest: workspaceAction(joinAsGuest),
  changeRole: workspaceAction(changeMemberRole),
  remove: workspaceAction(removeMember),
  leave: workspaceAction(leaveWorkspace),
  // Also sent by a button in a form of other things.
  blockGuest: workspaceAction(blockGuest, ({ memberId }) => ({ memberId })),
  unblockGuest: workspaceAction(unblockGuest),
  joinTeam: workspaceAction(joinTeam),
  setJoining: workspaceAction(setJoining),
};
