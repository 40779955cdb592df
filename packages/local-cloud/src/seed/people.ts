/** Every seeded person signs in with it. */
export const seedPassword = 'correct-horse-battery';

export interface SeededPerson {
  clerkUserId: string;
  /** Primary verified address, lower case. */
  email: string;
  firstName: string;
  lastName: string;
  /** Staff of whoever runs the whole product. */
  isOperator?: true;
}

export interface SeededMember {
  clerkUserId: string;
  role: 'owner' | 'admin' | 'member' | 'guest';
  /** The name of one of the workspace's own roles, instead of what `member` allows. */
  customRole?: string;
  /** Of a guest who was blocked. */
  blockedDaysAgo?: number;
  /** Days before the seed at which they joined. */
  joinedDaysAgo: number;
}

export interface SeededWorkspace {
  slug: string;
  /** Where it was before: links to it lead to where it is. */
  formerSlug?: string;
  name: string;
  tagline: string;
  /** CSS colour `#rrggbb`. */
  accent: string;
  timeZone: string;
  /** Of its public site; English unless given. */
  language?: 'ar';
  /** Guests are members here but not of the Clerk organization. */
  clerkOrganizationId: string;
  createdDaysAgo: number;
  members: readonly SeededMember[];
}

/** The people of the local Clerk and of the local database: one list, so that both always agree. */
export const people: readonly SeededPerson[] = [
  { clerkUserId: 'user_local_ada', email: 'ada@acme.test', firstName: 'Ada', lastName: 'Lindqvist' },
  { clerkUserId: 'user_local_grace', email: 'grace@acme.test', firstName: 'Grace', lastName: 'Okafor' },
  { clerkUserId: 'user_local_alan', email: 'alan@acme.test', firstName: 'Alan', lastName: 'Brekke' },
  { clerkUserId: 'user_local_joan', email: 'joan@acme.test', firstName: 'Joan', lastName: 'Marchetti' },
  { clerkUserId: 'user_local_linus', email: 'linus@globex.test', firstName: 'Linus', lastName: 'Haavisto' },
  {
    clerkUserId: 'user_local_olive',
    email: 'olive@archipelago.test',
    firstName: 'Olive',
    lastName: 'Penhallow',
    isOperator: true,
  },

  { clerkUserId: 'user_local_ingrid', email: 'ingrid@acme.test', firstName: 'Ingrid', lastName: 'Solheim' },
  { clerkUserId: 'user_local_mateus', email: 'mateus@acme.test', firstName: 'Mateus', lastName: 'Carvalho' },
  { clerkUserId: 'user_local_priya', email: 'priya@acme.test', firstName: 'Priya', lastName: 'Raman' },
  { clerkUserId: 'user_local_tomasz', email: 'tomasz@acme.test', firstName: 'Tomasz', lastName: 'Wilk' },
  { clerkUserId: 'user_local_hanne', email: 'hanne@acme.test', firstName: 'Hanne', lastName: 'Dahl' },
  { clerkUserId: 'user_local_kofi', email: 'kofi@acme.test', firstName: 'Kofi', lastName: 'Mensah' },
  { clerkUserId: 'user_local_beatriz', email: 'beatriz@acme.test', firstName: 'Beatriz', lastName: 'Solano' },
  { clerkUserId: 'user_local_sigurd', email: 'sigurd@acme.test', firstName: 'Sigurd', lastName: 'Nygaard' },
  { clerkUserId: 'user_local_meera', email: 'meera@harbour.test', firstName: 'Meera', lastName: 'Joshi' },
  { clerkUserId: 'user_local_callum', email: 'callum@lochside.test', firstName: 'Callum', lastName: 'Reid' },
  { clerkUserId: 'user_local_yuki', email: 'yuki@pier.test', firstName: 'Yuki', lastName: 'Tanabe' },
  { clerkUserId: 'user_local_halvard', email: 'halvard@fjord.test', firstName: 'Halvard', lastName: 'Moe' },

  { clerkUserId: 'user_local_sana', email: 'sana@globex.test', firstName: 'Sana', lastName: 'Virtanen' },
  { clerkUserId: 'user_local_pierre', email: 'pierre@globex.test', firstName: 'Pierre', lastName: 'Aubert' },
  { clerkUserId: 'user_local_nadia', email: 'nadia@rooftops.test', firstName: 'Nadia', lastName: 'Haddad' },
];

/** The workspaces of the local Clerk (as organizations) and of the local database. */
export const workspaces: readonly SeededWorkspace[] = [
  {
    slug: 'acme',
    formerSlug: 'acme-instruments',
    name: 'Acme Instruments',
    tagline: 'Notes from a workshop that measures the sea.',
    accent: '#b0442a',
    timeZone: 'Europe/Oslo',
    clerkOrganizationId: 'org_local_acme',
    createdDaysAgo: 62,
    members: [
      { clerkUserId: 'user_local_ada', role: 'owner', joinedDaysAgo: 62 },
      { clerkUserId: 'user_local_grace', role: 'admin', joinedDaysAgo: 61 },
      { clerkUserId: 'user_local_alan', role: 'member', joinedDaysAgo: 58 },
      { clerkUserId: 'user_local_joan', role: 'guest', joinedDaysAgo: 40 },
      { clerkUserId: 'user_local_ingrid', role: 'member', joinedDaysAgo: 57 },
      { clerkUserId: 'user_local_mateus', role: 'member', joinedDaysAgo: 50 },
      { clerkUserId: 'user_local_priya', role: 'member', joinedDaysAgo: 44 },
      { clerkUserId: 'user_local_tomasz', role: 'member', joinedDaysAgo: 37 },
      { clerkUserId: 'user_local_hanne', role: 'admin', joinedDaysAgo: 30 },
      { clerkUserId: 'user_local_kofi', role: 'member', joinedDaysAgo: 24 },
      { clerkUserId: 'user_local_beatriz', role: 'member', customRole: 'Bookkeeper', joinedDaysAgo: 16 },
      { clerkUserId: 'user_local_sigurd', role: 'member', customRole: 'Harbour watch', joinedDaysAgo: 9 },
      { clerkUserId: 'user_local_meera', role: 'guest', joinedDaysAgo: 33 },
      { clerkUserId: 'user_local_callum', role: 'guest', joinedDaysAgo: 21, blockedDaysAgo: 4 },
      { clerkUserId: 'user_local_yuki', role: 'guest', joinedDaysAgo: 12 },
      { clerkUserId: 'user_local_halvard', role: 'guest', joinedDaysAgo: 3 },
    ],
  },
  {
    slug: 'globex',
    name: 'Globex',
    tagline: 'Weather for rooftops, one balcony at a time.',
    accent: '#2f6f4f',
    timeZone: 'Europe/Helsinki',
    clerkOrganizationId: 'org_local_globex',
    createdDaysAgo: 35,
    members: [
      { clerkUserId: 'user_local_linus', role: 'owner', joinedDaysAgo: 35 },
      { clerkUserId: 'user_local_sana', role: 'member', joinedDaysAgo: 28 },
      { clerkUserId: 'user_local_pierre', role: 'member', joinedDaysAgo: 17 },
      { clerkUserId: 'user_local_nadia', role: 'guest', joinedDaysAgo: 8 },
    ],
  },
  {
    slug: 'manara',
    name: 'منارة الميناء',
    tagline: 'حكايات البحر وأهله.',
    accent: '#7a2e4d',
    timeZone: 'Asia/Beirut',
    language: 'ar',
    clerkOrganizationId: 'org_local_manara',
    createdDaysAgo: 14,
    members: [
      { clerkUserId: 'user_local_nadia', role: 'owner', joinedDaysAgo: 14 },
      { clerkUserId: 'user_local_pierre', role: 'guest', joinedDaysAgo: 6 },
      { clerkUserId: 'user_local_yuki', role: 'guest', joinedDaysAgo: 5 },
    ],
  },
];
