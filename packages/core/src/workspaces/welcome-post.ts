import { excerptOf } from '../posts/excerpt-of.ts';

/** The slug of the post every workspace starts with; the set-up checklist does not count it as one's own. */
export const welcomePostSlug = 'welcome';

/** The first post of a new workspace: it shows its readers a living place, and its owner what a post can hold. */
export function welcomePost(workspaceName: string) {
  const body = `This is the first page of **${escapeMarkdown(workspaceName)}**, and it is yours to rewrite.

## What a place like this is for

A site tells people something once. A community gives them a reason to come back: news they would otherwise miss, a
question somebody answers, work that is shown before it is finished. Start small. One honest paragraph a week is more
than most places manage.

## Three things worth writing first

1. **Why this exists.** Two sentences, for somebody who has just arrived and knows nobody.
2. **What happened lately.** A date, a name, a picture in words. It shows that the lights are on.
3. **What you would like to know.** A real question is the shortest way to a first reply.

## How posts are written

Posts are plain text with [Markdown](https://commonmark.org/help/): headings, **bold** and *italic* words, lists, links,
quotations, tables and \`code\`.

> Write the way you would tell it across a table, then take out a third.

When you have something better to say, publish it. This post can then go, or stay at the bottom, where first pages belong.
`;
  return {
    slug: welcomePostSlug,
    title: `Welcome to ${workspaceName}`,
    excerpt: excerptOf(body),
    body,
    status: 'published' as const,
    publishedAt: new Date(),
  };
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!<>|~&]/g, '\\$&');
}
