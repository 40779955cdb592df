import { economicArea, partsOfMembers } from './european-countries.ts';

/**
 * Where the law wants a yes before a visit is measured by something that is kept on, or read from, a visitor's device:
 *
 * - the European Economic Area: Directive 2002/58/EC, article 5(3), with the consent of Regulation (EU) 2016/679;
 * - the United Kingdom and its neighbours under like laws: the Privacy and Electronic Communications Regulations 2003,
 *   regulation 6;
 * - Switzerland: Telecommunications Act, article 45c, and the guidelines of the data protection commissioner (2025);
 * - Brazil: Law 13.709/2018 (LGPD), articles 7 and 8, and the authority's guide to cookies (2022);
 * - Türkiye: Law 6698, article 5, and the authority's guidelines on cookies (2022);
 * - Canada, of which only the country is known here: Québec's Act respecting the protection of personal information in the
 *   private sector, section 8.1.
 *
 * A starting point, not legal advice: whoever runs the product decides, and a country more is a code more.
 */
const asking = new Set([
  ...economicArea,
  ...partsOfMembers,
  ...['GB', 'GG', 'GI', 'IM', 'JE'],
  ...['AD', 'MC', 'SM', 'VA'],
  ...['CH', 'BR', 'TR', 'CA'],
]);

/** @param country ISO 3166-1 alpha-2, upper case. Where nobody knows it, the answer is yes. */
export function needsConsent(country: string | null): boolean {
  return country === null || asking.has(country);
}

/** Where a page asks, on its own host. The edge answers: pages are the same in every country, and so are their copies. */
export const consentPath = '/.well-known/consent';
