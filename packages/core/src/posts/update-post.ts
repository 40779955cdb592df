import { z } from 'zod';
import { changesBetween } from '../audit/changes-between.ts';
import type { AuditChanges } from '../audit/record-audit-event.ts';
import { lockWorkspace } from '../entitlements/require-entitlement.ts';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { changedMeanwhile } from './changed-meanwhile.ts';
import { excerptFor } from './excerpt-for.ts';
import { type LockedPost, lockPost } from './lock-post.ts';
import { postAudiences } from './post-audience.ts';
import { coverAlt, postAudience, postBody, postSlug, postTitle, summaryText } from './post-fields.ts';
import { postResource, readPost } from './post-resource.ts';
import { requireFreeSlug } from './post-slug.ts';
import { purgeHidden } from './purge-hidden.ts';
import { readingMinutes } from './reading-minutes.ts';
import { awaitMinute, scheduledMinute } from './schedule.ts';
import { stateOf } from './state-of.ts';

const input = z.strictObject({
  postId: id,
  title: postTitle.optional(),
  body: postBody.optional(),
  summary: summaryText.optional(),
  audience: postAudience.optional(),
  slug: postSlug.optional().describe('Its address on the site. The one it had leads to the new one.'),
  coverAlt: coverAlt.optional().describe('What its cover shows.'),
  status: z.enum(['draft', 'published'], 'A post is a draft or published.').optional(),
  publishAt: z.iso
    .datetime({ offset: true, error: 'Give a moment such as 2026-11-21T09:00:00Z.' })
    .nullable()
    .optional()
    .describe('Schedules a draft for this minute; null lets it be a draft without a date.'),
  basedOn: z.iso
    .datetime({ offset: true, error: 'Give the moment at which the post was changed last, as it was read.' })
    .optional()
    .describe('The updatedAt that the change is based on: it is refused when the post was changed since.'),
});

type Given = Omit<z.output<typeof input>, 'postId' | 'basedOn'>;
type Written = Omit<LockedPost, 'updatedAt'>;

/** Changes what is given of a post; `status` publishes it or takes it down, `publishAt` schedules it. */
export const updatePost = command({
  name: 'update-post',
  permission: 'posts:write',
  audit: 'post.updated',
  api: {
    method: 'PATCH',
    path: '/posts/{postId}',
    group: 'Posts',
    summary: 'Change a post',
    description:
      'Changes the fields that are sent and leaves the others. The status publishes a draft or takes a post down; publishAt schedules a draft.',
    output: postResource,
    row: 'post',
  },
  input,
  async run(ctx, { postId, basedOn, ...given }) {
    const { tx, workspace } = ctx;
    // Addresses are given one after the other.
    if (given.slug !== undefined) await lockWorkspace(tx, workspace.id);
    const { updatedAt, ...before } = await lockPost(tx, workspace.id, postId);
    const after = changed(before, given);
    const changes = { ...changesBetween(told(before), told(after)), ...lengths(before, after) };
    if (Object.keys(changes).length === 0) {
      ctx.unchanged();
      return readPost(tx, workspace.id, postId);
    }
    if (basedOn && Date.parse(basedOn) !== updatedAt.getTime()) {
      throw await changedMeanwhile(tx, workspace.id, postId);
    }
    if (after.slug !== before.slug) await requireFreeSlug(tx, workspace.id, after.slug, postId);
    await tx.post.updateMany({
      where: { workspaceId: workspace.id, id: postId },
      data: { ...after, excerpt: excerptFor(after), readingMinutes: readingMinutes(after.body) },
    });
    if (after.publishAt && after.publishAt.getTime() !== before.publishAt?.getTime()) {
      await awaitMinute(tx, workspace.id, postId, after.publishAt);
    }
    await ctx.audit({ targetKind: 'post', targetId: postId, targetName: after.title, changes });
    if (hides(before, after)) await purgeHidden(ctx, workspace.id);
    else if (before.status === 'published' || after.status === 'published') {
      await ctx.enqueue('purge-site', { workspaceId: workspace.id });
    }
    return readPost(tx, workspace.id, postId);
  },
});

/** Whether there are people who could read it before and cannot now. */
function hides(before: Written, after: Written): boolean {
  if (before.status !== 'published') return false;
  const reach = (post: Written) => postAudiences.indexOf(post.audience);
  return after.status !== 'published' || reach(after) > reach(before);
}

function changed(before: Written, { publishAt, ...given }: Given): Written {
  const after = { ...before, ...given };
  if (given.coverAlt !== undefined && !before.coverPath) after.coverAlt = '';
  if (after.status === 'published') {
    if (publishAt) {
      throw new AppError('CONFLICT', 'A published post cannot be scheduled. Take it down first.', {
        fields: { publishAt: 'Only a draft can be scheduled.' },
      });
    }
    return { ...after, publishAt: null, publishedAt: before.publishedAt ?? new Date() };
  }
  if (publishAt !== undefined) {
    const isSame = publishAt !== null && Date.parse(publishAt) === before.publishAt?.getTime();
    if (!isSame) after.publishAt = publishAt ? scheduledMinute(new Date(publishAt), 'publishAt') : null;
  }
  return { ...after, publishedAt: null, isFeatured: false };
}

/** What only readers may know stays out of the log, and out of what webhooks are sent: the text, and what the cover shows. */
function told(post: Written) {
  const { title, slug, summary, audience, publishAt } = post;
  return {
    title,
    address: slug,
    summary,
    audience,
    status: stateOf(post),
    publishAt: publishAt?.toISOString() ?? null,
  };
}

/** That it changed is told by how long it was and is. */
function lengths(before: Written, after: Written): AuditChanges {
  const hidden = { text: 'body', 'cover description': 'coverAlt' } as const;
  return Object.fromEntries(
    Object.entries(hidden).flatMap(([name, field]) =>
      after[field] === before[field] ? [] : [[name, { from: before[field].length, to: after[field].length }]],
    ),
  );
}
