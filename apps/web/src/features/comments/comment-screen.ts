import { isReadOnly } from '@archipelago/core/billing/payment-standing';
import type { WorkspaceContext } from '@archipelago/core/context/context';
import type { Language } from '@archipelago/core/language/languages';
import { translator } from '@archipelago/core/language/translator';
import { commentMessages } from '../../messages/comment-messages.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** What the address of a post asks of its comments: a page of threads, or one of them. */
export function askedComments(asked: URLSearchParams): { cursor?: string; thread?: string; after?: string } {
  const cursor = asked.get('cursor');
  const thread = idIn(asked, 'thread');
  const after = asked.get('after');
  if (thread) return { thread, ...(after ? { after } : {}) };
  return cursor ? { cursor } : {};
}

/** What somebody signed in is doing with one comment; what an anonymous visitor is shown never depends on it. */
export interface CommentDoing {
  reply?: string | undefined;
  edit?: string | undefined;
  report?: string | undefined;
  /** The comment that something has just been done with. */
  done?: { id: string; what: CommentDone } | undefined;
}

const dones = ['posted', 'held', 'edited', 'deleted', 'reported'] as const;
export type CommentDone = (typeof dones)[number];

export function commentDoing(asked: URLSearchParams, { actor }: WorkspaceContext): CommentDoing {
  if (actor.kind !== 'user') return {};
  const what = dones.find((known) => known === asked.get('notice'));
  const id = idIn(asked, 'comment');
  return {
    reply: idIn(asked, 'reply'),
    edit: idIn(asked, 'edit'),
    report: idIn(asked, 'report'),
    done: what && id ? { id, what } : undefined,
  };
}

/** Whether a visitor may write, and if not, what stands in the way. */
export type CommentStanding = 'writes' | 'signed-out' | 'join' | 'invitation' | 'blocked' | 'closed';

export function commentStanding({
  actor,
  grant,
  blocked,
  workspace,
  subscription,
}: WorkspaceContext): CommentStanding {
  if (workspace.commentPolicy === 'closed' || isReadOnly(subscription)) return 'closed';
  if (actor.kind === 'anonymous') return 'signed-out';
  if (blocked) return 'blocked';
  if (grant) return 'writes';
  return workspace.joinPolicy === 'open' ? 'join' : 'invitation';
}

const mostCounted = 1_000;

export function commentCount(count: number, language: Language): string {
  const say = translator(commentMessages, language);
  if (count > mostCounted) return say('manyComments', { most: mostCounted });
  return count === 0 ? say('comments') : say('countedComments', { count });
}

export function idIn(asked: URLSearchParams, name: string): string | undefined {
  const value = asked.get(name) ?? '';
  return uuid.test(value) ? value : undefined;
}
