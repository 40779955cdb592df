import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chartMarks } from '@archipelago/ui/drawing/chart-marks';
import type { Browser } from 'playwright';
import { root } from '../support/source-files.ts';

interface LinkPicture {
  name: string;
  eyebrow: string;
  title: string;
}

const theme = join(root, 'packages/ui/src/theme');
const font = readFileSync(join(root, 'packages/ui/src/fonts/instrument-sans.woff2')).toString('base64');

const pages: readonly LinkPicture[] = [
  {
    name: 'home',
    eyebrow: 'Open-source starter for Astro, Vue and Netlify',
    title: 'Every tenant is an island.',
  },
  { name: 'features', eyebrow: 'Features', title: 'What you would otherwise build first' },
  { name: 'pricing', eyebrow: 'Pricing', title: 'Prices that fit on a postcard' },
  { name: 'docs', eyebrow: 'Documentation', title: 'Build with it, run a workspace on it' },
  { name: 'api', eyebrow: 'Documentation', title: 'API reference' },
  { name: 'blog', eyebrow: 'Blog', title: 'Decisions, and what they cost' },
  { name: 'changelog', eyebrow: 'Changelog', title: 'What changed, and when' },
  { name: 'security', eyebrow: 'Security', title: 'What holds the water back' },
  { name: 'contact', eyebrow: 'Contact', title: 'Write to us' },
  { name: 'legal', eyebrow: 'Legal', title: 'Terms, privacy, imprint' },
];

/** Draws what is shown beside a link to a page elsewhere: 1200 by 630 pixels, as JPEG, which every reader of links knows. */
export async function drawLinkPictures(browser: Browser, wanted: (name: string) => boolean): Promise<void> {
  const folder = join(root, 'apps/web/public/og');
  mkdirSync(folder, { recursive: true });
  const context = await browser.newContext({ viewport: { width: 1200, height: 630 }, colorScheme: 'light' });
  const page = await context.newPage();
  for (const picture of [...pages, ...posts()]) {
    if (!wanted(picture.name)) continue;
    await page.setContent(document(picture));
    await page.evaluate(() => globalThis.document.fonts.ready);
    const file = join(folder, `${picture.name}.jpg`);
    writeFileSync(file, await page.screenshot({ type: 'jpeg', quality: 84 }));
    console.log(file);
  }
  await context.close();
}

/** One for each post of the blog, by its title. */
function posts(): LinkPicture[] {
  const folder = join(root, 'apps/web/src/content/blog');
  return readdirSync(folder).map((file) => {
    const title = /^title: (.+)$/m.exec(readFileSync(join(folder, file), 'utf8'))?.[1] ?? '';
    return {
      name: `blog-${file.replace(/\.md$/, '')}`,
      eyebrow: 'Blog',
      title: title.replace(/^['"]|['"]$/g, ''),
    };
  });
}

function document({ name, eyebrow, title }: LinkPicture): string {
  const css = ['theme.css', 'chart.css'].map((file) => readFileSync(join(theme, file), 'utf8')).join('\n');
  return `<!doctype html><html data-theme="light"><style>
@font-face { font-family: Drawn; src: url(data:font/woff2;base64,${font}); font-weight: 400 600; }
${css.replace(/@font-face[^}]*}/g, '')}
body { margin: 0; width: 1200px; height: 630px; background: var(--paper); color: var(--ink); font-family: Drawn; position: relative; overflow: hidden; }
svg.chart { position: absolute; inset: 0; width: 1200px; height: 630px; }
main { position: absolute; left: 80px; top: 84px; width: 660px; height: 462px; display: flex; flex-direction: column; }
p { margin: 0 0 22px; font-size: 26px; color: var(--ink-2); }
h1 { margin: 0; font-size: ${title.length > 44 ? 60 : 76}px; line-height: 1.04; letter-spacing: -0.035em; word-spacing: 0.05em; font-weight: 600; text-wrap: balance; }
footer { margin-top: auto; display: flex; align-items: center; gap: 14px; font-size: 30px; font-weight: 600; letter-spacing: -0.02em; }
footer svg { width: 40px; height: 40px; }
</style><body><svg class="chart" viewBox="0 0 1200 630">${sea(name)}</svg>
<main><p>${eyebrow}</p><h1>${title}</h1><footer>${mark()}Archipelago</footer></main></body></html>`;
}

/** Land on the right, of another shape for each page; open water under the words. */
function sea(name: string): string {
  const seed = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 97, 7);
  return chartMarks({
    width: 1200,
    height: 630,
    seed,
    step: 10,
    grid: 200,
    gridFrom: 760,
    soundings: 60,
    clear: [[40, 40, 780, 600]],
    hills: [
      [985, 250 + (seed % 7) * 12, 130, 1.2, 1.1 + (seed % 3) * 0.1, (seed % 5) * 0.12],
      [1130, 540, 60, 1],
      [1120 - (seed % 40), 60, 40, 0.86],
      [850, 560, 34, 0.74],
    ],
  });
}

function mark(): string {
  const favicon = readFileSync(join(root, 'apps/web/public/favicon.svg'), 'utf8');
  return favicon.slice(favicon.indexOf('<svg'));
}
