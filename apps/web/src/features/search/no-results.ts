/** What to do when nothing was found. */
export function noResults(term: string, isShort: boolean): string {
  if (isShort) return 'Type one more letter to find people, posts and more.';
  return `Nothing here is called “${term}”. Try fewer letters, or the beginning of a word.`;
}
