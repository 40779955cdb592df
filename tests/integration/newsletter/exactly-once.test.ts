import { getIssue } from '@archipelago/core/newsletter/get-issue';
import { sendIssue } from '@archipelago/core/newsletter/send-issue';
import { issueLanes } from '@archipelago/core/newsletter/send-issue-mails';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contextFor, makePost, makeWorkspace } from '../../support/factories.ts';
import { recordProof } from '../../support/record-proof.ts';
import { type NewsletterWorld, startNewsletterWorld } from './newsletter-world.ts';

/** `npm run prove:newsletter` asks for more, and kills more often. */
const wanted = process.env.PROOF_SUBSCRIBERS;
const readers = Number(wanted ?? 1_000);

/** Where a worker is killed, one after the other: wherever it is just then, or at a step of one mail. */
const kills = wanted
  ? (['anywhere', 'anywhere', 'taken', 'begun', 'settled', 'claimed'] as const)
  : (['anywhere', 'taken', 'claimed'] as const);

let world: NewsletterWorld;

beforeAll(async () => {
  world = await startNewsletterWorld();
});
afterAll(() => world.stop());

test(`${readers} addresses get an issue exactly once, with kill -9 on the way and at every step`, {
  timeout: 600_000,
}, async () => {
  const acme = await makeWorkspace({ plan: 'business' });
  const asOwner = await contextFor(acme.owner, acme);
  await world.subscribeMany(acme.id, readers);
  const post = await makePost(acme, { title: 'Tides', status: 'published' });
  const { id: issueId } = await sendIssue(asOwner, { postId: post.id });
  const progress: number[] = [];
  const look = async () => progress.push((await getIssue(asOwner, { issueId })).sent);
  const part = Math.floor(readers / 6);

  for (const where of kills) {
    if (where === 'anywhere') await world.workUntilMails(world.mailbox.mails.length + part);
    else await world.workUntil(where, where === 'claimed' ? 2 : part);
    await look();
  }
  await world.workUntil('end');
  await look();

  const received = world.received();
  expect(received.size).toBe(readers);
  // A mail that was taken when its worker died may come again, under the same Message-ID, by which a mailbox keeps one.
  expect([...received.values()].filter((ids) => new Set(ids).size > 1)).toEqual([]);
  const distinct = new Set([...received.values()].flat());
  expect(distinct.size).toBe(readers);
  const repeated = world.mailbox.mails.length - readers;
  expect(repeated).toBeGreaterThanOrEqual(1);
  expect(repeated).toBeLessThanOrEqual(kills.length * issueLanes);
  expect(progress).toEqual([...new Set(progress)].sort((one, other) => one - other));
  expect(await getIssue(asOwner, { issueId })).toMatchObject({
    state: 'sent',
    total: readers,
    sent: readers,
    refused: 0,
  });
  recordProof('newsletter', readers, { addresses: received.size, kills: kills.length, repeated });
});
