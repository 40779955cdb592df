import type { JoinPolicy } from '@archipelago/core/joining/join-policy';
import type { Overview } from '@archipelago/core/workspaces/get-overview';
import type { TenantPaths } from '../../paths.ts';

interface Facts {
  address: string;
  joinPolicy: JoinPolicy;
  site: string;
  checklist: Overview['checklist'];
  counts: Overview['counts'];
  paths: TenantPaths;
}

export interface SetupStep {
  title: string;
  detail: string;
  done: boolean;
  href?: string;
  action?: string;
}

/** What setting a workspace up consists of, in order, with what each step has come to. */
export function setupSteps({ address, joinPolicy, site, checklist, counts, paths }: Facts): SetupStep[] {
  return [
    { title: 'Choose your address', detail: address, done: checklist.addressChosen },
    {
      title: 'Make it yours',
      detail: checklist.brandingSet ? 'Your site looks like you' : 'A logo, a colour, a cover',
      done: checklist.brandingSet,
      href: paths.setup('look'),
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
    ...(joinPolicy === 'open'
      ? [
          {
            title: 'Welcome your first guest',
            detail: checklist.guestJoined ? 'People join through your site' : 'Show your site to somebody',
            done: checklist.guestJoined,
            href: site,
            action: 'View site',
          },
        ]
      : []),
    {
      title: 'Choose a plan',
      detail: checklist.planChosen ? 'You can change it at any time' : 'Try Pro for 14 days without a card',
      done: checklist.planChosen,
      href: paths.billing,
      action: 'Compare',
    },
    {
      title: 'Make somebody else an admin',
      detail: checklist.secondAdmin
        ? 'Nobody is locked out when you are away'
        : 'So that nobody is locked out when you are away',
      done: checklist.secondAdmin,
      href: paths.invite,
      action: 'Invite',
    },
  ];
}

function peopleSoFar({ team, openInvitations }: Overview['counts']): string {
  const people = team === 1 ? 'Only you so far' : `${team} people`;
  return openInvitations === 0 ? people : `${people}, ${openInvitations} invited`;
}
