import type { Permission } from '@archipelago/core/access/permissions';
import { fold } from './fold.ts';
import type { Place } from './places.ts';

/**
 * The places that somebody may open and that are called so, best first: the name begins with the term, each of its words
 * begins a word of the name, or of what else people call it. All of them, in their order, when nothing is asked for.
 */
export function matchPlaces(
  places: readonly Place[],
  term: string,
  isAllowed: (permission: Permission) => boolean,
): Place[] {
  const wanted = fold(term.trim());
  return places
    .filter(({ anyOf }) => anyOf.some((permission) => isAllowed(permission)))
    .map((place) => ({ place, rank: rankOf(place, wanted) }))
    .filter(({ rank }) => rank < notFound)
    .sort((one, other) => one.rank - other.rank)
    .map(({ place }) => place);
}

const notFound = 3;

function rankOf({ label, hint = '', words = '' }: Place, wanted: string): number {
  const name = fold(label);
  const asked = wanted.split(/\s+/);
  if (name.startsWith(wanted)) return 0;
  if (asked.every((word) => beginsWord(name, word))) return 1;
  return asked.every((word) => beginsWord(`${name} ${fold(hint)} ${words}`, word)) ? 2 : notFound;
}

function beginsWord(text: string, beginning: string): boolean {
  return (
    text.split(/[\s-]+/).some((word) => word.startsWith(beginning)) || ` ${text}`.includes(` ${beginning}`)
  );
}
