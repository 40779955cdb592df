import { cancelIssue } from '@archipelago/core/newsletter/cancel-issue';
import { getIssue } from '@archipelago/core/newsletter/get-issue';
import { listIssues } from '@archipelago/core/newsletter/list-issues';
import type { StoppedBecause } from '@archipelago/core/newsletter/post-standing';
import { sendIssue } from '@archipelago/core/newsletter/send-issue';
import { issueLanes, sendIssueMails } from '@archipelago/core/newsletter/send-issue-mails';
import { deletePost } from '@archipelago/core/posts/delete-post';
import { publishPost } from '@archipelago/core/posts/publish-post';
import { unpublishPost } from '@archipelago/core/posts/unpublish-post';
import { updatePost } from '@archipelago/core/posts/update-post';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { contextFor, type MadeWorkspace, makePost, makeWorkspace } from '../../support/factories.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { type NewsletterWorld, startNewsletterWorld } from './newsletter-world.ts';

let world: NewsletterWorld;
let acme: MadeWorkspace;
let postId: string;

beforeAll(async () => {
  world = await startNewsletterWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  acme = await makeWorkspace({ plan: 'business' });
  postId = (await makePost(acme, { title: 'Tides', body: 'Not for all.', status: 'published' })).id;
  world.mailbox.mails.length = 0;
});

const asOwner = () => contextFor(acme.owner, acme);
const send = async () => sendIssue(await asOwner(), { postId });
const report = async (issueId: string) => getIssue(await asOwner(), { issueId });
const open = async (audience: 'everyone' | 'guests' | 'members') =>
  updatePost(await asOwner(), { postId, audience });

/** What keeps a post from going by mail, and what the refusal of the rest of its issue is called. */
const ways: [what: string, because: StoppedBecause, close: () => Promise<unknown>, refused: string][] = [
  ['closed to guests', 'post_closed', () => open('guests'), 'CONFLICT post-not-for-everyone'],
  ['closed to the team', 'post_closed', () => open('members'), 'CONFLICT post-not-for-everyone'],
  [
    'taken down',
    'post_unpublished',
    async () => unpublishPost(await asOwner(), { postId }),
    'CONFLICT post-not-published',
  ],
  [
    'deleted',
    'post_deleted',
    async () => deletePost(await asOwner(), { postId }),
    'CONFLICT post-not-published',
  ],
];

describe.each(ways)('a post that was %s', (_what, because, close, refused) => {
  test('is not sent, and not offered', async () => {
    await world.subscribeMany(acme.id, 2);
    await close();
    expect(await outcomeOf(send())).toMatch(because === 'post_closed' ? refused : 'NOT_FOUND post-unknown');
    expect(await listIssues(await asOwner(), {})).toMatchObject({ items: [], unsentPosts: [] });
  });

  test('goes on in no issue that was stopped before', async () => {
    await world.subscribeMany(acme.id, 2);
    const { id: issueId } = await send();
    await cancelIssue(await asOwner(), { issueId });
    await close();
    expect(await outcomeOf(send())).toBe(refused);
    await world.work('newsletter-issue');
    expect(world.mailbox.mails).toEqual([]);
    expect(await report(issueId)).toMatchObject({ state: 'cancelled', stoppedBecause: null, post: because });
  });

  test('stops its issue on the way, which says why', async () => {
    await world.subscribeMany(acme.id, 120);
    const { id: issueId } = await send();
    let taken = 0;
    let outAtClosing = Number.POSITIVE_INFINITY;
    await sendIssueMails(
      { workspaceId: acme.id, issueId },
      {
        async onStep(step) {
          if (step === 'taken') taken += 1;
          if (step !== 'taken' || taken !== 60) return;
          await close();
          outAtClosing = world.mailbox.mails.length;
        },
      },
    );
    // Those that were under way at that moment are out, too.
    expect(world.mailbox.mails.length).toBeLessThanOrEqual(outAtClosing + issueLanes);
    expect(world.mailbox.mails.length).toBeLessThan(120);
    const stopped = await report(issueId);
    expect(stopped).toMatchObject({ state: 'cancelled', stoppedBecause: because, post: because });
    expect(stopped.sent).toBe(world.mailbox.mails.length);
    await world.work('newsletter-issue');
    expect(await report(issueId)).toEqual(stopped);
    const told = await withWorkspace(acme.id, (tx) =>
      tx.auditEvent.findMany({
        where: { workspaceId: acme.id, action: 'newsletter.issue_cancelled' },
        select: { actorName: true, changes: true },
      }),
    );
    expect(told).toMatchObject([
      { actorName: 'Newsletter', changes: { because: { from: null, to: because } } },
    ]);
  });
});

test('an issue goes on when its post is open again, and reaches everybody once', async () => {
  await world.subscribeMany(acme.id, 60);
  const { id: issueId } = await send();
  let closed = false;
  await sendIssueMails(
    { workspaceId: acme.id, issueId },
    {
      async onStep(step) {
        if (step !== 'taken' || closed) return;
        closed = true;
        await unpublishPost(await asOwner(), { postId });
      },
    },
  );
  expect((await report(issueId)).state).toBe('cancelled');
  await publishPost(await asOwner(), { postId });
  await send();
  await world.work('newsletter-issue');
  expect(await report(issueId)).toMatchObject({ state: 'sent', sent: 60, stoppedBecause: null });
  expect(world.received().size).toBe(60);
  expect(world.mailbox.mails.length).toBe(60);
});
