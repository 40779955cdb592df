import { brotliCompressSync } from 'node:zlib';
import type { BrowserContext, Page, Response } from 'playwright';

export interface Visit {
  responses: { url: string; kind: string; bytes: number }[];
  layoutShift: number;
}

/** Loads a page as a first-time visitor and waits until it has been quiet, idle work included. */
export async function visit(
  context: BrowserContext,
  url: string,
  look?: (page: Page) => Promise<void>,
): Promise<Visit> {
  const page = await context.newPage();
  const seen: Response[] = [];
  page.on('response', (response) => seen.push(response));
  await page.addInitScript(() => {
    Object.assign(globalThis, { layoutShift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
        (globalThis as unknown as { layoutShift: number }).layoutShift += entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await look?.(page);
  const responses = await Promise.all(
    seen.map(async (response) => ({
      url: response.url(),
      kind: response.request().resourceType(),
      bytes: await brotliSize(response),
    })),
  );
  const layoutShift = await page.evaluate(
    () => (globalThis as unknown as { layoutShift: number }).layoutShift,
  );
  await page.close();
  return { responses, layoutShift };
}

/** What the answer's body weighs as Brotli, wherever the browser had it from; 0 for one without a body. */
async function brotliSize(response: Response): Promise<number> {
  const body = await response.body().catch(() => undefined);
  return body && body.length > 0 ? brotliCompressSync(body).length : 0;
}

export const kilobytes = (list: Visit['responses']) => list.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
export const scripts = ({ responses }: Visit) => responses.filter(({ kind }) => kind === 'script');
