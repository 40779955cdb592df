import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port.ts';
import type { Figure } from './figure.ts';
import { type LighthouseCategory, loadLighthouse } from './load-lighthouse.ts';
import { openProfile } from './sign-in.ts';
import { kilobytes, scripts, visit } from './visit.ts';
import type { RunningProduct } from './with-fresh-clone.ts';

const every: readonly LighthouseCategory[] = ['performance', 'accessibility', 'best-practices', 'seo'];

/** What the first page of the product, and a tenant's home and post, cost a visitor who never was here. */
export async function measurePublicPages(product: RunningProduct): Promise<Figure[]> {
  const tenant = `http://acme.localhost:${product.port}`;
  const pages: readonly [name: string, url: string, aims: Partial<Record<LighthouseCategory, number>>][] = [
    ['marketing home', product.appUrl, Object.fromEntries(every.map((category) => [category, 0]))],
    ['tenant home', tenant, { performance: 1, accessibility: 0 }],
    ['post', `${tenant}/posts/the-flood-of-the-fourteenth`, { performance: 1, accessibility: 0 }],
  ];
  const lighthouse = await loadLighthouse();
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'archipelago-lighthouse-'));
  const context = await openProfile(folder, port);
  try {
    const figures: Figure[] = [];
    for (const [name, url, aims] of pages) {
      const { responses, layoutShift } = await visit(context, url);
      const isHome = url === product.appUrl;
      figures.push(
        {
          what: `${name}: JavaScript, Brotli`,
          value: kilobytes(scripts({ responses, layoutShift })),
          unit: 'KB',
          aim: isHome ? 0 : 12,
        },
        { what: `${name}: requests`, value: responses.length, unit: 'requests', aim: isHome ? 6 : 10 },
        { what: `${name}: layout shift`, value: layoutShift, unit: 'shift', aim: 0 },
      );
      if (isHome)
        figures.push({ what: `${name}: in all, Brotli`, value: kilobytes(responses), unit: 'KB', aim: 60 });
      const categories = Object.keys(aims) as LighthouseCategory[];
      // Twice, since whatever else the machine does counts against the page; the first run warms it up.
      await lighthouse(url, { port, onlyCategories: categories, logLevel: 'error' });
      const result = await lighthouse(url, { port, onlyCategories: categories, logLevel: 'error' });
      for (const category of categories) {
        const score = Math.round((result?.lhr.categories[category]?.score ?? 0) * 100);
        figures.push({
          what: `${name}: points below 100 for ${category}`,
          value: 100 - score,
          unit: 'points',
          aim: aims[category] ?? 0,
        });
      }
    }
    return figures;
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
