import { escapeXml } from './escape-xml.ts';

/** A map of a site, as sitemaps.org describes it. Addresses are absolute. */
export function siteMap(pages: readonly { url: string; changedAt?: Date | undefined }[]): string {
  const entries = pages.map(({ url, changedAt }) => {
    const changed = changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : '';
    return `<url><loc>${escapeXml(url)}</loc>${changed}</url>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...entries,
    '</urlset>',
    '',
  ].join('\n');
}
