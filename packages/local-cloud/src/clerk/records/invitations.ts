import { ClerkError, notFound } from '../clerk-error.ts';
import type { ClerkInstance } from '../clerk-instance.ts';
import type { InvitationRecord } from '../clerk-state.ts';
import { newId } from '../new-id.ts';
import { invitationResource } from '../resources/organization.ts';
import { addMembership, checkedRole } from './memberships.ts';
import { getOrganization } from './organizations.ts';
import { checkedAddress } from './users.ts';

/** Files the invitation and sends its mail. */
export async function inviteToOrganization(
  instance: ClerkInstance,
  given: { organizationId: string; emailAddress: string; role: string; redirectUrl?: string | undefined },
): Promise<InvitationRecord> {
  const organization = getOrganization(instance, given.organizationId);
  const emailAddress = checkedAddress(given.emailAddress);
  const isInvited = Object.values(instance.state.invitations).some(
    (invitation) =>
      invitation.organizationId === organization.id &&
      invitation.emailAddress === emailAddress &&
      invitation.status === 'pending',
  );
  if (isInvited) {
    throw new ClerkError(
      400,
      'duplicate_record',
      `There is already an open invitation for ${emailAddress}.`,
      'email_address',
    );
  }
  const now = instance.now();
  const invitation: InvitationRecord = {
    id: newId('orginv'),
    organizationId: organization.id,
    emailAddress,
    role: checkedRole(given.role),
    status: 'pending',
    publicMetadata: {},
    privateMetadata: {},
    createdAt: now,
    updatedAt: now,
  };
  instance.state.invitations[invitation.id] = invitation;
  instance.emit('organizationInvitation.created', invitationResource(instance, invitation));
  const where = given.redirectUrl
    ? ` Go on at ${given.redirectUrl}`
    : ' Sign in with this address to accept.';
  await instance.sendMail({
    to: emailAddress,
    subject: `You are invited to ${organization.name}`,
    text: `You are invited to ${organization.name}.${where}`,
    html: `<p>You are invited to ${escapeHtml(organization.name)}.${escapeHtml(where)}</p>`,
  });
  return invitation;
}

export function getInvitation(
  instance: ClerkInstance,
  id: string,
  organizationId?: string,
): InvitationRecord {
  const invitation = instance.state.invitations[id];
  if (!invitation || (organizationId && invitation.organizationId !== organizationId))
    throw notFound('The invitation');
  return invitation;
}

export function acceptInvitation(
  instance: ClerkInstance,
  invitation: InvitationRecord,
  userId: string,
): void {
  refuseSettled(invitation);
  addMembership(instance, { organizationId: invitation.organizationId, userId, role: invitation.role });
  settle(instance, invitation, 'accepted');
}

export function revokeInvitation(instance: ClerkInstance, invitation: InvitationRecord): void {
  refuseSettled(invitation);
  settle(instance, invitation, 'revoked');
}

function settle(instance: ClerkInstance, invitation: InvitationRecord, status: 'accepted' | 'revoked'): void {
  invitation.status = status;
  invitation.updatedAt = instance.now();
  instance.emit(`organizationInvitation.${status}`, invitationResource(instance, invitation));
}

function refuseSettled(invitation: InvitationRecord): void {
  if (invitation.status !== 'pending') {
    throw new ClerkError(
      400,
      'organization_invitation_not_pending',
      `The invitation is already ${invitation.status}.`,
    );
  }
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
