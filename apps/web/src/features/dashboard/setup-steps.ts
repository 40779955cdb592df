import type { Overview } from '@archipelago/core/workspaces/get-overview';
import type { TenantPaths } from '../../paths.ts';

interface Facts {
  address: string;
  checklist: Overview['checklist'];
  counts: Overview['counts'];
  paths: TenantPaths;
}

/** What setting a workspace up consists of, in order, with what each step has come to. */
export function setupSteps({ address, checklist, counts, paths }: Facts) {
  return [
    { title: 'Choose your address', detail: address, done: checklist.addressChosen },
    {
      title: 'Make it yours',
      detail: checklist.brandingSet ? 'Your site looks like you' : 'A logo, a colour, a cover',
      done: checklist.brandingSet,
      href: paths.branding,
      action: 'Set up',
    },
    {
      title: 'Invite your team',
      detail: peopleSoFar(counts),
      done: checklist.someoneInvited,
      href: paths.invite,
      action: 'Invite',
    },
    {
      title: 'Publish a post of your own',
      detail: checklist.firstPostPublished
        ? 'Your site has something to read'
        : 'The welcome post is only a start',
      done: checklist.firstPostPublished,
      href: paths.newPost,
      action: 'Write',
    },
    {
      title: 'Choose a plan',
      detail: checklist.planChosen ? 'You can change it at any time' : 'Try Pro for 14 days without a card',
      done: checklist.planChosen,
      href: paths.billing,
      action: 'Compare',
    },
  ];
}

function peopleSoFar({ team, openInvitations }: Overview['counts']): string {
  const people = team === 1 ? 'Only you so far' : `${team} people`;
  return openInvitations === 0 ? people : `${people}, ${openInvitations} invited`;
}
