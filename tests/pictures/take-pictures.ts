import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from '@archipelago/local-cloud/commands/ensure-chromium';
import { chromium } from 'playwright';
import { signIn } from '../e2e/sign-in.ts';
import { tenantUrl } from '../support/browser-environment.ts';
import { root } from '../support/source-files.ts';
import { encodeAvif } from './encode-avif.ts';
import { drawLinkPictures } from './link-pictures.ts';
import { productPictures } from './product-pictures.ts';

/**
 * Takes the pictures of the site about the product from a running product, light and dark, and draws the ones that are
 * shown beside links to its pages. `npm start` has to run, with its sample people untouched.
 *
 * With names, only those: `npm run pictures -- members billing`.
 */
const asked = process.argv.slice(2);
const wanted = (name: string) => asked.length === 0 || asked.includes(name);
const folder = join(root, 'apps/web/src/features/marketing/pictures');
const desk = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.6 };
const phone = { viewport: { width: 390, height: 780 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/** For plain screens and for fine ones, where nobody sees the single pixel. */
const deskSizes = [
  { width: 1120, quality: 27 },
  { width: 2048, quality: 40 },
];
const phoneSizes = [
  { width: 360, quality: 45 },
  { width: 780, quality: 40 },
];

/** Runs in the page: the port of whoever takes the pictures is nobody's business. */
function nameTheHost(): void {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode: text } = texts;
    text.nodeValue = (text.nodeValue ?? '').replace(/localhost:\d+/g, 'example.com');
  }
}

const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  mkdirSync(folder, { recursive: true });
  if (productPictures.some(({ name }) => wanted(name))) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const screen of [desk, phone]) {
        const context = await browser.newContext({
          ...screen,
          colorScheme,
          locale: 'en-GB',
          reducedMotion: 'reduce',
        });
        const page = await context.newPage();
        await signIn(page, tenantUrl('acme', '/dashboard'), 'ada@acme.test');
        for (const { name, url, phone: onPhone } of productPictures) {
          if (!wanted(name) || (onPhone === true) !== (screen === phone)) continue;
          await page.goto(url, { waitUntil: 'networkidle' });
          await page.evaluate(nameTheHost);
          await page.evaluate(() => document.fonts.ready);
          const picture = await page.screenshot();
          for (const size of screen === phone ? phoneSizes : deskSizes) {
            const file = join(folder, `${name}.${colorScheme}.${size.width}.avif`);
            writeFileSync(file, await encodeAvif(picture, size));
            console.log(file);
          }
        }
        await context.close();
      }
    }
  }
  await drawLinkPictures(browser, wanted);
} finally {
  await browser.close();
}
