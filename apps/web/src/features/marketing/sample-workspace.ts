import { entitlements } from '@archipelago/core/billing/catalogue';
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
  { label: 'Posts', icon: 'file-text', count: 10 },
  { label: 'Members', icon: 'users', count: 16 },
  { label: 'Billing', icon: 'receipt' },
  { label: 'Audit log', icon: 'scroll-text' },
  { label: 'Settings', icon: 'settings-2' },
];

export const sampleTeam = { people: 11, invited: 3, guests: 5 } as const;
export const sampleSeats = sampleTeam.people + sampleTeam.invited;
export const samplePosts = { published: 8, drafts: 2 } as const;

export const sampleFigures = [
  { label: 'Team', value: String(sampleTeam.people), detail: `${sampleTeam.invited} invited` },
  { label: 'Guests', value: String(sampleTeam.guests), detail: 'Joined through your site' },
  {
    label: 'Published posts',
    value: String(samplePosts.published),
    detail: `${samplePosts.drafts} drafts wait`,
  },
  { label: 'Seats in use', value: String(sampleSeats), detail: `of ${entitlements.pro.seats} on your plan` },
] as const;

export const sampleActivity: readonly { who: string; did: string; what: string; when: string }[] = [
  { who: 'Grace Okafor', did: 'drafted', what: 'What we would tell a new harbour master', when: '9:41' },
  { who: 'Grace Okafor', did: 'invited', what: 'solveig@acme.test as member', when: 'Yesterday' },
  { who: 'Tomasz Wilk', did: 'published', what: 'The harbour that was too high', when: 'Yesterday' },
  { who: 'Grace Okafor', did: 'opened', what: 'the billing portal', when: '19 Nov' },
  { who: 'Ada Lindqvist', did: 'invited', what: 'emeka@acme.test as member', when: '18 Nov' },
  { who: 'Halvard Moe', did: 'joined', what: 'as a guest', when: '18 Nov' },
  { who: 'Mateus Carvalho', did: 'drafted', what: 'Notes on a quieter float', when: '17 Nov' },
  { who: 'Ada Lindqvist', did: 'started', what: 'the Pro trial', when: '16 Nov' },
];

export const sampleSteps = [
  { title: 'Choose your address', detail: 'acme.example.com', done: true },
  { title: 'Say what it is about', detail: 'Tagline and colour are set', done: true },
  { title: 'Invite your team', detail: '11 people, 3 invited', done: true },
  { title: 'Publish a post of your own', detail: 'Your site has something to read', done: true },
  { title: 'Choose a plan', detail: 'You are trying Pro', done: false, href: '#', action: 'Compare' },
] as const;
