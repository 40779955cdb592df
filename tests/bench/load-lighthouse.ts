import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { install } from '../../packages/local-cloud/bin/install.mjs';
import { root } from '../support/source-files.ts';

export type LighthouseCategory = 'performance' | 'accessibility' | 'best-practices' | 'seo';

type Lighthouse = (
  url: string,
  flags: Record<string, unknown>,
) => Promise<
  | {
      lhr: {
        finalDisplayedUrl: string;
        categories: Partial<Record<LighthouseCategory, { score: number | null }>>;
      };
    }
  | undefined
>;

/** Lighthouse, installed on first use in a folder of its own. */
export async function loadLighthouse(): Promise<Lighthouse> {
  const folder = join(root, 'tests/lighthouse');
  await install(folder, 'Installing Lighthouse');
  const file = createRequire(join(folder, 'package.json')).resolve('lighthouse');
  return ((await import(pathToFileURL(file).href)) as { default: Lighthouse }).default;
}
