export interface FeedItem {
  title: string;
  description: string;
  date: Date;
  /** Absolute. */
  url: string;
}

/** An RSS 2.0 document with its own address, as feed readers want it. */
export function rss(feed: {
  title: string;
  description: string;
  site: URL;
  path: string;
  items: readonly FeedItem[];
}): string {
  const items = feed.items.map(
    ({ title, description, date, url }) =>
      `<item><title>${escapeXml(title)}</title><link>${escapeXml(url)}</link><guid isPermaLink="true">${escapeXml(url)}</guid>` +
      `<description>${escapeXml(description)}</description><pubDate>${date.toUTCString()}</pubDate></item>`,
  );
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n` +
    `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>` +
    `<title>${escapeXml(feed.title)}</title><link>${feed.site.href}</link>` +
    `<description>${escapeXml(feed.description)}</description><language>en-GB</language>` +
    `<atom:link href="${new URL(feed.path, feed.site).href}" rel="self" type="application/rss+xml"/>` +
    `${items.join('')}</channel></rss>\n`
  );
}

export function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
