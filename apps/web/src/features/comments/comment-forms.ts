import { actions } from 'astro:actions';
import type { AstroGlobal } from 'astro';
import { withQuery } from '../../paths.ts';
import { type FormState, formState } from '../forms/form-state.ts';
import { type CommentDoing, type CommentDone, commentDoing } from './comment-screen.ts';

/** So many replies stand below a comment before the rest is on a page of its own. */
const repliesBelow = 5;

export interface CommentForms {
  doing: CommentDoing;
  create: FormState<unknown>;
  edit: FormState<unknown>;
  report: FormState<unknown>;
  /** What went wrong with a button. */
  message: string | undefined;
  /** Whether the page shows this form at this comment. */
  isAt(what: 'reply' | 'edit' | 'report', id: string): boolean;
}

const untouched: FormState<unknown> = {
  data: undefined,
  value: (_, initially = '') => initially,
  sent: () => '',
  error: () => undefined,
  message: undefined,
  code: undefined,
};

/** Of a page without forms. */
export const visitorForms: CommentForms = {
  doing: {},
  create: untouched,
  edit: untouched,
  report: untouched,
  message: undefined,
  isAt: () => false,
};

/** The forms of a post's comments; or, once one of them was sent and done, where to go on. */
export async function commentForms(astro: AstroGlobal): Promise<CommentForms | { next: string }> {
  const { context, paths } = astro.locals;
  const asked = astro.url.searchParams;
  const create = await formState(astro, actions.comments.create);
  const edit = await formState(astro, actions.comments.edit);
  const report = await formState(astro, actions.comments.report);
  const remove = await formState(astro, actions.comments.delete);
  const kept = { cursor: asked.get('cursor'), thread: asked.get('thread'), after: asked.get('after') };
  const at = (
    slug: string | null,
    comment: string,
    notice: CommentDone,
    place: Record<string, string | null>,
  ) =>
    `${slug === null ? withQuery(paths.ownEntries, { ...place, notice, comment }) : paths.post(slug, { ...place, notice, comment })}#${notice === 'deleted' ? 'comments' : `comment-${comment}`}`;
  if (create.data) {
    const { id, postSlug, state, earlierReplies } = create.data;
    const parent = create.sent('parentId');
    const place: Record<string, string | null> =
      earlierReplies >= repliesBelow ? { thread: parent } : parent ? kept : {};
    return { next: at(postSlug, id, state === 'held' ? 'held' : 'posted', place) };
  }
  if (edit.data) return { next: at(edit.data.postSlug, edit.data.id, 'edited', kept) };
  if (report.data) return { next: at(report.data.postSlug, report.data.id, 'reported', kept) };
  if (remove.data) return { next: at(remove.data.postSlug, remove.data.id, 'deleted', kept) };
  const doing = commentDoing(asked, context);
  const refused = {
    reply: create.message && create.value('parentId'),
    edit: edit.message && edit.value('commentId'),
    report: report.message && report.value('commentId'),
  };
  return {
    doing,
    create,
    edit,
    report,
    message: remove.message,
    isAt: (what, id) => refused[what] === id || (!create.message && doing[what] === id),
  };
}
