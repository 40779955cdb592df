import { actions } from 'astro:actions';
import type { AstroGlobal } from 'astro';
import { withQuery } from '../../paths.ts';
import { type FormState, formState } from '../forms/form-state.ts';

/** What the page says once a form of it is done, by what stands in the address. */
export const postNotices = {
  saved: 'Saved as a draft. Only the team sees it.',
  changed: 'Saved.',
  published: 'Published. It is on your site now.',
  unpublished: 'Taken down. It is a draft again, with its comments.',
  scheduled: 'Scheduled. Nothing else needs to be done.',
  unscheduled: 'The schedule is withdrawn. It is a draft without a date.',
  featured: 'It leads your site now.',
  unfeatured: 'The newest post leads your site again.',
  cover: 'The cover is saved.',
  uncovered: 'The cover is gone. A chart stands there again.',
} as const;

export type PostNotice = keyof typeof postNotices;

export interface PostForms {
  update: FormState<unknown>;
  schedule: FormState<unknown>;
  cover: FormState<unknown>;
  /** What went wrong with any of them. */
  message: string | undefined;
  code: string | undefined;
  /** Whether somebody else changed the post while it was written on. */
  isOvertaken: boolean;
}

/** The forms of a post's own page; or, once one of them was sent and done, where to go on. */
export async function postForms(astro: AstroGlobal, postId: string): Promise<PostForms | { next: string }> {
  const { posts } = actions;
  const { paths } = astro.locals;
  const update = await formState(astro, posts.update);
  const schedule = await formState(astro, posts.schedule);
  const cover = await formState(astro, posts.uploadCover);
  const removal = await formState(astro, posts.delete);
  const buttons: [PostNotice, FormState<unknown>][] = [
    [update.sent('status') === 'published' ? 'published' : 'changed', update],
    ['scheduled', schedule],
    ['cover', cover],
    ['published', await formState(astro, posts.publish)],
    ['unpublished', await formState(astro, posts.unpublish)],
    ['unscheduled', await formState(astro, posts.unschedule)],
    ['featured', await formState(astro, posts.feature)],
    ['unfeatured', await formState(astro, posts.unfeature)],
    ['uncovered', await formState(astro, posts.removeCover)],
  ];
  if (removal.data) return { next: withQuery(paths.posts, { deleted: '1' }) };
  const done = buttons.find(([, { data }]) => data !== undefined);
  if (done) return { next: withQuery(paths.editPost(postId), { notice: done[0] }) };
  const failed = [...buttons.map(([, form]) => form), removal].find(({ message }) => message);
  const isOvertaken = update.code === 'CONFLICT' && update.error('slug') === undefined;
  return { update, schedule, cover, message: failed?.message, code: failed?.code, isOvertaken };
}
