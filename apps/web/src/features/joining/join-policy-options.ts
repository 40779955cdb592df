import { type JoinPolicy, joinPolicies } from '@archipelago/core/joining/join-policy';

const descriptions: Record<JoinPolicy, { label: string; hint: string }> = {
  open: {
    label: 'Anyone, as a guest',
    hint: 'Guests take part on your site. They see no dashboard and take no seat.',
  },
  domains: {
    label: 'People at your domains, as members',
    hint: 'Whoever has a verified address there joins the team with one button. Nobody else joins.',
  },
  invitation: { label: 'Nobody', hint: 'Everyone needs an invitation. Your site stays public to read.' },
};

export const joinPolicyOptions = joinPolicies.map((value) => ({ value, ...descriptions[value] }));
