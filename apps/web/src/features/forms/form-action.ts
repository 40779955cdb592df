import { withQuery } from '../../paths.ts';

/**
 * The `action` of a form that posts to the page it is on: the page's own query, which an action's bare query string
 * would replace, and the action's name.
 */
export function formAction(url: URL, action: { toString(): string }, keep: readonly string[] = []): string {
  const kept = Object.fromEntries(keep.map((name) => [name, url.searchParams.get(name)]));
  return withQuery(String(action), kept);
}
