import { appendFileSync } from 'node:fs';

/** Tells `npm run prove:billing` and `prove:newsletter` what was done, where it asked; every figure is what was counted, not what was planned. */
export function recordProof(what: string, seed: number, figures: Record<string, number>): void {
  const file = process.env.PROOF_REPORT;
  if (file) appendFileSync(file, `${JSON.stringify({ what, seed, ...figures })}\n`);
}
