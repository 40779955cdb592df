import { paths } from '../../paths.ts';

export interface FeatureGroup {
  id: string;
  eyebrow: string;
  title: string;
  text: string;
  points: readonly (readonly [name: string, what: string])[];
  /** Of the product, as it looks there. */
  picture?: { name: string; alt: string; address?: string };
  link: { label: string; href: string };
}

/** What the product does today, for the page of its features. */
export const featureGroups: readonly FeatureGroup[] = [
  {
    id: 'tenancy',
    eyebrow: 'Address and look',
    title: 'Every workspace is a place of its own',
    text: 'A workspace has a public site and a dashboard, on a subdomain, below a path or on its own domain. One colour makes its theme, in light and dark, with text that stays readable.',
    points: [
      ['Three kinds of address', 'acme.example.com, example.com/w/acme, or a domain of its own'],
      ['Domains proven by DNS', 'Records to copy, a check now and every so often, one address that counts'],
      ['Addresses that move', 'Links to a former address lead to the new one, and nobody can take it over'],
      ['Logo, cover and icon', 'Checked byte by byte, stripped of metadata, served as nothing but pictures'],
    ],
    picture: {
      name: 'site',
      alt: 'The public site of a workspace: its name, its tagline and a first post with a drawn cover.',
      address: 'acme.example.com',
    },
    link: { label: 'How tenancy works', href: paths.docs('develop/tenancy') },
  },
  {
    id: 'site',
    eyebrow: 'Public site',
    title: 'A community that loads like a leaflet',
    text: 'Posts, comments and a guestbook arrive as plain HTML from a cache that is emptied the moment something changes. What is personal comes beside it, and every form works without a script.',
    points: [
      ['Posts', 'Drafts, preview, a date, an audience, covers, feeds and drawn cards'],
      ['Taking part', 'Comments with moderation, likes, ratings, a guestbook, and a place of one’s own'],
      ['Newsletter', 'Confirmed twice, left in one click, each issue to each address once'],
      ['Contact', 'Inquiries in an inbox: assigned, answered by mail, closed'],
      ['Four languages', 'English, German, Spanish and Arabic, mails too, in both directions'],
      ['Spam', 'Limits by network, person and workspace; a first comment may wait'],
    ],
    link: { label: 'How posts work', href: paths.docs('posts') },
  },
  {
    id: 'people',
    eyebrow: 'People',
    title: 'Roles that say what they allow',
    text: 'Owners, admins and members run the dashboard; guests belong to the site and are free. A role of your own is a list of permissions, and nobody gives what they do not hold.',
    points: [
      ['Custom roles', 'Composed from permissions, and held to what the giver has'],
      ['Invitations', 'Many at once, bound to the address, revocable, used once'],
      ['Joining by domain', 'Colleagues join by themselves at a domain that a person has proved'],
      ['Ownership', 'Handed over by two people agreeing; a workspace always has an owner'],
      ['Second step', 'A workspace may ask for it, and people are shown the way'],
      ['Guests', 'Blocked, unblocked, erased on their own wish'],
    ],
    picture: {
      name: 'members',
      alt: 'The list of people on the team, with their roles and when they were last seen.',
      address: 'acme.example.com/dashboard/members',
    },
    link: { label: 'Members and roles', href: paths.docs('members-and-roles') },
  },
  {
    id: 'billing',
    eyebrow: 'Bill',
    title: 'Billing that survives Stripe on a bad day',
    text: 'Webhooks are late, doubled, out of order or forged. They only say that something changed; the state is read from Stripe, under a fence, and written once.',
    points: [
      ['Trials without a card', 'They end by themselves and charge nothing'],
      ['Seats follow the team', 'Nobody has to buy them first'],
      ['A price before a promise', 'A change of plan shows the amount, and charges that or nothing'],
      ['Days of grace', 'An unpaid workspace becomes read-only after fourteen days; nothing is deleted'],
      ['Plans in one file', 'A command makes Stripe agree with it, and says how it differs'],
      ['An inbox to look into', 'Who waits, why it failed, with replay and resync'],
    ],
    picture: {
      name: 'billing',
      alt: 'The billing page of a workspace that tries the Pro plan, with a choice of plans.',
      address: 'acme.example.com/dashboard/billing',
    },
    link: { label: 'How billing works', href: paths.docs('develop/billing') },
  },
  {
    id: 'usage',
    eyebrow: 'Limits',
    title: 'Counted where it happens, refused in time',
    text: 'Seats, posts, storage, domains, keys, requests and e-mails are counted in the transaction that adds one. People are warned at 80 and at 100 per cent, and told how to raise a limit.',
    points: [
      ['No counter that drifts', 'What stands is counted from its own rows, under a lock'],
      ['A chart for each meter', 'By the day, with a forecast, the limit, and a table behind it'],
      ['What used it', 'By key and by kind of mail, and as CSV'],
      ['Told to Stripe once', 'A day is reported under one identifier, for meters you choose to sell'],
    ],
    picture: {
      name: 'usage',
      alt: 'A chart of API requests by the day, beside e-mails, storage and seats.',
      address: 'acme.example.com/dashboard/usage',
    },
    link: { label: 'Usage and limits', href: paths.docs('usage') },
  },
  {
    id: 'trust',
    eyebrow: 'Trust',
    title: 'A record of who did what, and a way out',
    text: 'Each change writes its line in the audit log, in the same transaction. Everything a workspace or a person has can be taken along, and erased.',
    points: [
      ['A chain of hashes', 'Rows are numbered without gaps; a command recomputes every one'],
      ['Filters and downloads', 'By person, action, area and time, as CSV or JSON'],
      ['Export', 'All of a workspace as JSON, CSV and files, in archives that each stand alone'],
      ['Erasure', 'Of a person or a workspace, step by step, resumed wherever it was interrupted'],
      ['Support by consent', 'Operators see a workspace when it lets them, to read, for a time'],
      ['Notifications', 'By kind and by channel, at once or in a digest'],
    ],
    picture: {
      name: 'audit',
      alt: 'The audit log: times, people, what they did, and from which address.',
      address: 'acme.example.com/dashboard/audit',
    },
    link: { label: 'How it is secured', href: paths.security },
  },
  {
    id: 'developers',
    eyebrow: 'Developers',
    title: 'An API and webhooks for the workspaces themselves',
    text: 'The REST API calls the same commands as the forms, with the same permissions and limits. Its reference and its OpenAPI document are made from them.',
    points: [
      ['Scoped keys', 'Shown once, kept as a hash, rotated, expiring, with their last use'],
      ['Safe to repeat', 'An idempotency key makes a change once, and gives the first answer again'],
      ['Signed webhooks', 'In the Standard Webhooks form, with deliveries, attempts and replay'],
      ['Kept from your network', 'Receivers at private addresses are refused, after the name is resolved'],
    ],
    link: { label: 'API reference', href: paths.docs('api') },
  },
  {
    id: 'operate',
    eyebrow: 'For whoever runs it',
    title: 'A console for the platform, and a doctor for its settings',
    text: 'Operators see health, queues, the billing inbox and the jobs that gave up, and can send them again. What they do is in the log of the workspace it concerns.',
    points: [
      ['Jobs in Postgres', 'Enqueued in the transaction that needs them, recovered by a sweep every minute'],
      [
        'npm run doctor',
        'Looks at settings, database, Stripe, Clerk, mail and the site, and says what to do',
      ],
      ['npm run audit:verify', 'Recomputes the audit logs outside of the database'],
      ['A local cloud', 'Stand-ins for Clerk, Stripe, Neon, Netlify and mail: the same code, no keys'],
    ],
    link: { label: 'Deploy it', href: paths.docs('develop/deploy') },
  },
];
