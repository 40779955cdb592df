import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sourceFiles } from '../../support/source-files.ts';

/** The types of event that the local Stripe's source names: it cannot send another one. */
export function emittedEventTypes(): string[] {
  const stripe = fileURLToPath(import.meta.resolve('stripe'));
  const types = readFileSync(new URL('resources/Events.d.ts', `file://${stripe}`), 'utf8');
  const known = new Set([...types.matchAll(/type: '([\w.]+)'/g)].map(([, type]) => type ?? ''));
  const source = sourceFiles('.ts')
    .filter(({ path }) => path.startsWith('packages/local-cloud/src/stripe/'))
    .map(({ text }) => text)
    .join('\n');
  const named = [...source.matchAll(/'([\w.]+)'/g)].map(([, text]) => text ?? '');
  return [...new Set(named)].filter((text) => known.has(text)).sort();
}
