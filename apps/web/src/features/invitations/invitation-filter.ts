import { type InvitationFilter, invitationFilters } from '@archipelago/core/invitations/list-invitations';

const labels: Record<InvitationFilter, string> = {
  waiting: 'Not answered yet',
  open: 'Open',
  expired: 'Expired',
  accepted: 'Accepted',
  revoked: 'Revoked',
  all: 'Every state',
};

export const invitationStateOptions = invitationFilters.map((value) => ({ value, label: labels[value] }));

/** What the page's address asks the list for; what it does not know counts as not asked. */
export function invitationFilter(asked: URLSearchParams) {
  return {
    search: asked.get('search')?.trim() || undefined,
    state: invitationFilters.find((known) => known !== 'waiting' && known === asked.get('state')),
  };
}
