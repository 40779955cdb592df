import type { Figure } from './figure.ts';
import { startBareHost } from './start-bare-host.ts';
import type { RunningProduct } from './with-fresh-clone.ts';

const runs = 5;
/** What a Next.js production server needs from spawn to its first database-backed answer on the same kind of machine. */
const nextSeconds = 1.1;

/** From spawning the server function to its first answer that needed the database; the median of five. */
export async function measureColdStart(product: RunningProduct): Promise<Figure[]> {
  const seconds: number[] = [];
  for (let run = 0; run < runs; run++) {
    const begin = performance.now();
    const host = await startBareHost(product);
    const status = await host.get(new URL(product.appUrl).host, '/w/acme');
    seconds.push((performance.now() - begin) / 1000);
    host.stop();
    if (status !== 200) throw new Error(`The server function answered ${status}`);
  }
  const median = seconds.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
  return [
    {
      what: 'spawn to first database-backed answer',
      value: median * 1000,
      unit: 'ms',
      aim: nextSeconds * 300,
    },
    {
      what: 'the same, against a Next.js production server',
      value: median / nextSeconds,
      unit: 'x',
      aim: 0.3,
    },
  ];
}
