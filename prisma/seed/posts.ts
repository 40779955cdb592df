export interface SeededPost {
  workspace: 'acme' | 'globex' | 'manara';
  /** Also the name of the Markdown file in `posts/<workspace>/`. */
  slug: string;
  title: string;
  excerpt: string;
  /** Clerk user id of a member. */
  author: string;
  createdDaysAgo: number;
  /** Null for a draft. */
  publishedDaysAgo: number | null;
  /** Everyone unless given. */
  audience?: 'guests' | 'members';
  /** Leads the site. */
  isFeatured?: true;
}

export const posts: readonly SeededPost[] = [
  {
    workspace: 'acme',
    slug: 'how-we-name-a-station',
    title: 'How we name a station',
    excerpt:
      'A name outlives the logger, the installer and usually the company. Five rules, and one exception.',
    author: 'user_local_ingrid',
    createdDaysAgo: 56,
    publishedDaysAgo: 54,
  },
  {
    workspace: 'acme',
    slug: 'brass-salt-and-patience',
    title: 'Brass, salt and patience',
    excerpt: 'Twenty-four plates have hung below a ferry pontoon for six winters. What the sea took first.',
    author: 'user_local_alan',
    createdDaysAgo: 49,
    publishedDaysAgo: 46,
  },
  {
    workspace: 'acme',
    slug: 'a-logger-that-sleeps-ninety-nine-percent',
    title: 'A logger that sleeps ninety-nine percent of the time',
    excerpt: 'Five years on a battery the size of a thumb is mostly about doing nothing, very strictly.',
    author: 'user_local_priya',
    createdDaysAgo: 40,
    publishedDaysAgo: 38,
  },
  {
    workspace: 'acme',
    slug: 'listening-to-a-barometer',
    title: 'Listening to a barometer',
    excerpt: 'Two instruments disagreed every morning from seven to half past. Both were right.',
    author: 'user_local_grace',
    createdDaysAgo: 30.4,
    publishedDaysAgo: 29.2,
  },
  {
    workspace: 'acme',
    slug: 'three-gauges-on-one-pile',
    title: 'Three gauges on one pile',
    excerpt:
      'A float, a pressure cell and a radar spent ten weeks together. A jellyfish and a dinghy took part.',
    author: 'user_local_mateus',
    createdDaysAgo: 24.3,
    publishedDaysAgo: 22.1,
  },
  {
    workspace: 'acme',
    slug: 'the-flood-of-the-fourteenth',
    title: 'The flood of the fourteenth',
    excerpt: 'Three ordinary things on one evening, eleven gauges, and what we changed within the week.',
    author: 'user_local_ada',
    createdDaysAgo: 14.6,
    publishedDaysAgo: 13.3,
  },
  {
    workspace: 'acme',
    slug: 'an-open-afternoon-in-the-brass-room',
    title: 'An open afternoon in the brass room',
    excerpt: 'No programme, waffles, and every handle that is not painted red is yours to turn.',
    author: 'user_local_hanne',
    createdDaysAgo: 7.4,
    publishedDaysAgo: 6.2,
  },
  {
    workspace: 'acme',
    slug: 'the-harbour-that-was-eleven-millimetres-too-high',
    title: 'The harbour that was eleven millimetres too high',
    excerpt:
      'A constant error is the kindest kind there is. It took three weeks and a spacer to find this one.',
    author: 'user_local_tomasz',
    createdDaysAgo: 3.3,
    publishedDaysAgo: 1.4,
    isFeatured: true,
  },
  {
    workspace: 'acme',
    slug: 'raw-readings-of-the-fourteenth',
    title: 'Raw readings of the fourteenth',
    excerpt:
      'One reading a minute from eleven gauges, before anybody smoothed them. For whoever joined us here.',
    author: 'user_local_priya',
    createdDaysAgo: 12.2,
    publishedDaysAgo: 11.5,
    audience: 'guests',
  },
  {
    workspace: 'acme',
    slug: 'what-we-will-stop-making',
    title: 'What we will stop making',
    excerpt: '',
    author: 'user_local_ada',
    createdDaysAgo: 9.1,
    publishedDaysAgo: 8.8,
    audience: 'members',
  },
  {
    workspace: 'acme',
    slug: 'notes-on-a-quieter-float',
    title: 'Notes on a quieter float',
    excerpt: 'A float on water is a mass on a spring, and it rings like one.',
    author: 'user_local_mateus',
    createdDaysAgo: 4.2,
    publishedDaysAgo: null,
  },
  {
    workspace: 'acme',
    slug: 'what-we-would-tell-a-new-harbour-master',
    title: 'What we would tell a new harbour master',
    excerpt: 'You have inherited a quay, a painted staff and a logger. Start with the staff.',
    author: 'user_local_grace',
    createdDaysAgo: 0.2,
    publishedDaysAgo: null,
  },
  {
    workspace: 'globex',
    slug: 'a-weather-station-for-every-balcony',
    title: 'A weather station for every balcony',
    excerpt: 'The official thermometer stands on short grass. Nobody lives there.',
    author: 'user_local_linus',
    createdDaysAgo: 33,
    publishedDaysAgo: 32,
  },
  {
    workspace: 'globex',
    slug: 'why-your-thermometer-lies-at-noon',
    title: 'Why your thermometer lies at noon',
    excerpt: 'Five shields, one railing, one month, and four euros of flowerpot saucers.',
    author: 'user_local_sana',
    createdDaysAgo: 20,
    publishedDaysAgo: 18.5,
  },
  {
    workspace: 'globex',
    slug: 'one-summer-of-rooftops',
    title: 'One summer of rooftops',
    excerpt: 'Three numbers from ninety-four balconies, and how sure we are of each.',
    author: 'user_local_linus',
    createdDaysAgo: 5.5,
    publishedDaysAgo: 4.1,
  },
  {
    workspace: 'manara',
    slug: 'kayfa-naqra-al-mawj',
    title: 'كيف نقرأ الموج؟',
    excerpt: 'خمس علامات يعرفها الصيادون قبل أن تظهر في النشرة الجوية.',
    author: 'user_local_nadia',
    createdDaysAgo: 11,
    publishedDaysAgo: 10.2,
  },
  {
    workspace: 'manara',
    slug: 'layla-fi-al-manara',
    title: 'ليلة في المنارة',
    excerpt: 'ثلاث ساعات من الضباب، وسفينة واحدة، وإبريق من الشاي.',
    author: 'user_local_nadia',
    createdDaysAgo: 3.1,
    publishedDaysAgo: 2.4,
  },
];
