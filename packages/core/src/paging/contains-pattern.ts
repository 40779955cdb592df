/** A LIKE pattern that finds the text anywhere, taken literally. */
export function containsPattern(text: string): string {
  return `%${likeLiterally(text)}%`;
}

/**
 * The text for a LIKE pattern, its wildcards escaped. Full-width forms become plain ones first, since `app.fold` would
 * make wildcards of them later.
 */
export function likeLiterally(text: string): string {
  return text.normalize('NFKC').replace(/[\\%_]/g, '\\$&');
}
