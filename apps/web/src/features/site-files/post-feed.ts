import type { FeedPost } from '@archipelago/core/posts/list-feed-posts';
import { escapeXml } from './escape-xml.ts';

export interface Feed {
  title: string;
  description: string;
  /** Of the site and of the feed itself, absolute; and of a post. */
  home: string;
  self: string;
  linkOf(slug: string): string;
  language: string;
  posts: readonly FeedPost[];
}

/** An RSS 2.0 document with the whole text of each post. */
export function postFeed({ title, description, home, self, linkOf, language, posts }: Feed): string {
  const newest = posts.reduce((latest, { updatedAt }) => Math.max(latest, updatedAt.getTime()), 0);
  const items = posts.map((post) =>
    [
      '<item>',
      element('title', post.title),
      element('link', linkOf(post.slug)),
      // Stays when the address changes, so that readers do not show a post twice.
      `<guid isPermaLink="false">${escapeXml(post.id)}</guid>`,
      element('pubDate', post.publishedAt.toUTCString()),
      post.authorName ? element('dc:creator', post.authorName) : '',
      post.excerpt ? element('description', post.excerpt) : '',
      element('content:encoded', post.html),
      '</item>',
    ].join(''),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    '<channel>',
    element('title', title),
    element('link', home),
    element('description', description),
    element('language', language),
    newest > 0 ? element('lastBuildDate', new Date(newest).toUTCString()) : '',
    `<atom:link href="${escapeXml(self)}" rel="self" type="application/rss+xml"/>`,
    ...items,
    '</channel>',
    '</rss>',
    '',
  ].join('\n');
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}
