import { escapeXml } from './escape-xml.ts';

export interface FeedItem {
  title: string;
  /** In a sentence or two; empty for none. */
  description: string;
  date: Date;
  /** Absolute. */
  url: string;
  /** What stays when the address changes, so that readers do not show it twice; without one, the address. */
  id?: string;
  author?: string | null;
  /** The whole of it: safe HTML. */
  html?: string;
  changedAt?: Date;
}

export interface Feed {
  title: string;
  description: string;
  /** Of the site and of the feed itself: absolute. */
  home: string;
  self: string;
  language: string;
  items: readonly FeedItem[];
}

const namespaces =
  'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"';

/** An RSS 2.0 document with its own address, as feed readers want it. */
export function rss({ title, description, home, self, language, items }: Feed): string {
  const newest = items.reduce((latest, { changedAt, date }) => Math.max(latest, +(changedAt ?? date)), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<rss version="2.0" ${namespaces}>`,
    '<channel>',
    element('title', title),
    element('link', home),
    element('description', description),
    element('language', language),
    newest > 0 ? element('lastBuildDate', new Date(newest).toUTCString()) : '',
    `<atom:link href="${escapeXml(self)}" rel="self" type="application/rss+xml"/>`,
    ...items.map(itemOf),
    '</channel>',
    '</rss>',
    '',
  ].join('\n');
}

function itemOf({ title, description, date, url, id, author, html }: FeedItem): string {
  return [
    '<item>',
    element('title', title),
    element('link', url),
    `<guid isPermaLink="${id === undefined}">${escapeXml(id ?? url)}</guid>`,
    element('pubDate', date.toUTCString()),
    author ? element('dc:creator', author) : '',
    description ? element('description', description) : '',
    html === undefined ? '' : element('content:encoded', html),
    '</item>',
  ].join('');
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}
