import { actions } from 'astro:actions';
import { isReadOnly } from '@archipelago/core/billing/payment-standing';
import type { WorkspaceContext } from '@archipelago/core/context/context';
import { translator } from '@archipelago/core/language/translator';
import type { AstroGlobal } from 'astro';
import { reactionMessages } from '../../messages/reaction-messages.ts';
import { formState } from '../forms/form-state.ts';

const notices = ['liked', 'unliked', 'rated', 'unrated'] as const;
type Notice = (typeof notices)[number];

export interface ReactionForms {
  /** What was just done, in words. */
  done: string | null;
  /** What went wrong. */
  message: string | undefined;
}

/** The forms below a post; or, once one of them was sent and done, where to go on. */
export async function reactionForms(astro: AstroGlobal): Promise<ReactionForms | { next: string }> {
  const { context, paths, language } = astro.locals;
  const like = await formState(astro, actions.reactions.like);
  const rate = await formState(astro, actions.reactions.rate);
  const { searchParams } = astro.url;
  const kept = Object.fromEntries(
    ['cursor', 'thread', 'after'].map((name) => [name, searchParams.get(name)]),
  );
  const at = (slug: string, notice: Notice) => `${paths.post(slug, { ...kept, notice })}#reactions`;
  if (like.data) return { next: at(like.data.postSlug, like.data.reactions.isLiked ? 'liked' : 'unliked') };
  if (rate.data) return { next: at(rate.data.postSlug, rate.data.reactions.ownStars ? 'rated' : 'unrated') };
  const asked = notices.find((known) => known === searchParams.get('notice'));
  // The page of a visitor is kept for all of them: nothing in it depends on what its address says besides.
  const done = asked && context.actor.kind === 'user' ? translator(reactionMessages, language)(asked) : null;
  return { done, message: like.message ?? rate.message };
}

/** Whether a visitor may like and rate, and if not, what stands in the way. */
export type ReactionStanding = 'reacts' | 'signed-out' | 'join' | 'not';

export function reactionStanding({
  actor,
  grant,
  blocked,
  workspace,
  subscription,
}: WorkspaceContext): ReactionStanding {
  if (isReadOnly(subscription)) return 'not';
  if (actor.kind === 'anonymous') return 'signed-out';
  if (grant && !grant.support) return 'reacts';
  return !blocked && !grant && workspace.joinPolicy === 'open' ? 'join' : 'not';
}
