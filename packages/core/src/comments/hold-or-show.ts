import { countLinks } from './comment-links.ts';
import type { CommentPolicy } from './comment-policy.ts';
import type { HeldReason } from './comment-states.ts';

/** More than these and a comment looks like an advertisement. */
export const mostLinks = 2;

export interface Writer {
  /** Holds `comments:write`: nothing of theirs waits. */
  isTrusted: boolean;
  /** Whether a comment of theirs is visible here. */
  isKnown: boolean;
}

/** Why a new or changed comment must wait for somebody who moderates; null when everybody may see it at once. */
export function holdOrShow(
  body: string,
  policy: CommentPolicy,
  { isTrusted, isKnown }: Writer,
): HeldReason | null {
  if (isTrusted) return null;
  if (policy === 'all_held') return 'policy';
  if (policy === 'first_held' && !isKnown) return 'first';
  return countLinks(body) > mostLinks ? 'links' : null;
}
