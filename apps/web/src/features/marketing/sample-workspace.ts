import type { IconName } from '@archipelago/ui/icons/icon-paths';

/** The workspace in the pictures: the sample that comes with a fresh clone. */
export const sample = {
  name: 'Acme Instruments',
  slug: 'acme',
  accent: '#b0442a',
  address: 'acme.example.com',
  trialEnds: '2 December',
} as const;

export const sampleNavigation: readonly { label: string; icon: IconName; count?: number }[] = [
  { label: 'Overview', icon: 'compass' },
  { label: 'Posts', icon: 'file-text', count: 7 },
  { label: 'Members', icon: 'users', count: 11 },
  { label: 'Billing', icon: 'receipt' },
  { label: 'Audit log', icon: 'scroll-text' },
  { label: 'Settings', icon: 'settings-2' },
];

export const sampleFigures = [
  { label: 'Team', value: '3', detail: '1 invited' },
  { label: 'Guests', value: '8', detail: 'Joined through your site' },
  { label: 'Published posts', value: '6', detail: '1 draft waits' },
  { label: 'Seats in use', value: '4', detail: 'of 50 on your plan' },
] as const;

export const sampleActivity: readonly { who: string; did: string; what: string; when: string }[] = [
  { who: 'Grace Hopper', did: 'published', what: 'Calibrating the new tide gauges', when: '9:41' },
  { who: 'Ada Lovelace', did: 'invited', what: 'hanne@acme.test as Member', when: '9:12' },
  { who: 'Alan Turing', did: 'joined as', what: 'Member', when: '8:55' },
  { who: 'Ada Lovelace', did: 'started the trial of', what: 'Pro', when: 'Yesterday' },
  { who: 'Joan Clarke', did: 'joined as', what: 'Guest', when: 'Yesterday' },
  {
    who: 'Grace Hopper',
    did: 'published',
    what: 'What a barometer teaches about patience',
    when: 'Thursday',
  },
  { who: 'Ada Lovelace', did: 'changed the colour to', what: '#b0442a', when: 'Wednesday' },
  { who: 'Ada Lovelace', did: 'invited', what: 'alan@acme.test as Member', when: 'Wednesday' },
  { who: 'Ada Lovelace', did: 'created', what: 'Acme Instruments', when: 'Tuesday' },
];

export const sampleSteps = [
  { title: 'Choose your address', detail: 'acme.example.com', done: true },
  { title: 'Say what it is about', detail: 'Tagline and colour are set', done: true },
  { title: 'Invite your team', detail: '3 people, 1 invited', done: true },
  { title: 'Publish a post of your own', detail: 'Your site has something to read', done: true },
  { title: 'Choose a plan', detail: 'You are trying Pro', done: false, href: '#', action: 'Compare' },
] as const;
