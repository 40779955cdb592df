import { containsPattern, likeLiterally } from '../paging/contains-pattern.ts';

/** Fewer characters would match almost everything. */
export const shortestTerm = 2;

/**
 * What is looked for: one line, full-width forms as plain ones. Empty when there is too little of it to look for, or
 * nothing but signs, which no index tells apart.
 */
export function searchTerm(asked: string): string {
  const term = asked
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ')
    .trim();
  return [...term].length < shortestTerm || !hasLetters(term) ? '' : term;
}

/**
 * LIKE patterns over texts of two lines, a name and what is said of it, best first: the name begins with the term, a
 * word does, the second line does, it is anywhere. Each can be answered by an index of trigrams: two characters are not
 * enough for one in the middle of a word.
 */
export function searchPatterns(term: string): string[] {
  return isShort(term) ? beginnings(term) : [...beginnings(term), containsPattern(term)];
}

/** The fewest LIKE patterns that find the same. */
export function listPatterns(term: string): string[] {
  return isShort(term) ? beginnings(term) : [containsPattern(term)];
}

function beginnings(term: string): string[] {
  const literally = likeLiterally(term);
  return [`${literally}%`, `% ${literally}%`, `%\n${literally}%`];
}

/** Of signs alone no index knows anything: those are looked for anywhere. */
function isShort(term: string): boolean {
  return [...term].length < 3 && hasLetters(term);
}

function hasLetters(term: string): boolean {
  return /[\p{L}\p{N}]/u.test(term);
}
