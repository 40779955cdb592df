/** What the field holds, and every list's own takes. */
export const longestTerm = 100;

/** A term as an address has it, made fit to be looked for: without control characters, and not longer than the field. */
export function askedTerm(asked: string | null): string {
  return cutTerm((asked ?? '').replace(/\p{Cc}+/gu, ' ').trim());
}

/** As much of a text as the field holds, without half a character at its end. */
export function cutTerm(text: string): string {
  return text.slice(0, longestTerm).replace(/[\ud800-\udbff]$/, '');
}
