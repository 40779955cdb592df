import { readFileSync } from 'node:fs';
import { people, workspaces } from '@archipelago/local-cloud/seed/people';
import { invitations } from '../../../prisma/seed/invitations.ts';
import { posts } from '../../../prisma/seed/posts.ts';
import type { Answer } from '../../support/product.ts';

const emailOf = new Map(people.map(({ clerkUserId, email }) => [clerkUserId, email]));

/** What only this workspace's team may see: addresses of its people, of those it invited, titles of its drafts, texts that are not for everyone. */
export function privateTo(slug: string): string[] {
  const members = workspaces.find((workspace) => workspace.slug === slug)?.members ?? [];
  const drafts = posts.filter((post) => post.workspace === slug && post.publishedDaysAgo === null);
  const closed = posts.filter((post) => post.workspace === slug && post.audience);
  return [
    ...members.map(({ clerkUserId }) => emailOf.get(clerkUserId) ?? ''),
    ...(slug === 'acme' ? invitations.map(({ email }) => email) : []),
    ...drafts.map(({ title }) => title),
    ...closed.map((post) => firstWords(slug, post.slug)),
  ];
}

/** Of a post that is not for everyone: how its text begins. */
function firstWords(workspace: string, slug: string): string {
  const file = new URL(`../../../prisma/seed/posts/${workspace}/${slug}.md`, import.meta.url);
  return readFileSync(file, 'utf8').slice(0, 40);
}

/** Everything that says "this is that workspace", public or not. */
export function contentOf(slug: string): string[] {
  const workspace = workspaces.find((candidate) => candidate.slug === slug);
  const titles = posts.filter((post) => post.workspace === slug).map(({ title }) => title);
  return [workspace?.name ?? '', workspace?.tagline ?? '', ...titles, ...privateTo(slug)];
}

/** Which of these an answer gives away, in its body or a header. A person may always see their own address. */
export function leaksIn(answer: Answer, canaries: readonly string[], ownEmail = ''): string[] {
  const text = `${JSON.stringify(answer.headers)}${answer.setCookie.join()}${answer.body}`;
  return canaries.filter((canary) => canary !== ownEmail && text.includes(canary));
}
