import { checkSlug, slugLength } from './slug.ts';
import { slugFromName } from './slug-from-name.ts';

const endings = ['hub', 'community', 'club', 'hq', 'group', 'island', '2', '3', '4'];

/**
 * Addresses close to the one wanted, best first, each of which passes `checkSlug` and differs from what was typed.
 * Whether they are free is for the caller to look up: ask for more than are shown.
 */
export function suggestSlugs(wanted: string, count = 3): string[] {
  const base = slugFromName(wanted) || 'island';
  const candidates = [base, ...endings.map((ending) => withEnding(base, ending))];
  const fitting = candidates.filter((candidate) => candidate !== wanted && checkSlug(candidate).ok);
  return [...new Set(fitting)].slice(0, count);
}

function withEnding(base: string, ending: string): string {
  const room = slugLength.longest - ending.length - 1;
  return `${base.slice(0, room).replace(/-+$/, '')}-${ending}`;
}
