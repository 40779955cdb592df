import { parseArgs } from 'node:util';
import { syncCatalogue } from '@archipelago/core/billing/in-step/sync-catalogue';
import { Stripe, stripeFor } from '@archipelago/core/billing/stripe';
import { giveUp } from '../../bin/install.mjs';
import { localSecrets } from '../app-environment.ts';
import { localSettings } from '../settings.ts';
import { modeProblem } from './mode-problem.ts';

/**
 * `npm run billing:sync`: makes Stripe agree with the catalogue, the one of STRIPE_SECRET_KEY or, without it, the local
 * one that `npm start` runs. With --check it only says what differs, and ends with 1 when something does.
 */
try {
  const { values } = parseArgs({
    options: { check: { type: 'boolean', default: false }, live: { type: 'boolean', default: false } },
  });
  const given = process.env.STRIPE_SECRET_KEY;
  const key = given || localSecrets.stripeSecretKey;
  const problem = modeProblem(key, values);
  if (problem) giveUp(problem);
  const url = given
    ? process.env.STRIPE_API_URL
    : `http://127.0.0.1:${localSettings(process.env).stripePort}`;
  const { check } = values;
  process.stdout.write(
    `${check ? 'Comparing' : 'Bringing'} ${nameOf(key, url)} ${check ? 'with' : 'in step with'} the catalogue…\n`,
  );
  const steps = await syncCatalogue(stripeFor(key, url), {
    check,
    onStep: (what) => process.stdout.write(`  ${check ? '✗ to do:' : '✓'} ${what}\n`),
  });
  if (steps.length === 0)
    process.stdout.write('  ✓ Stripe agrees with the catalogue; there was nothing to do.\n');
  else if (check)
    process.stdout.write(
      `\nStripe differs from the catalogue in ${steps.length === 1 ? 'one thing' : `${steps.length} things`}. Run \`npm run billing:sync\` to bring it in step.\n`,
    );
  if (check && steps.length > 0) process.exitCode = 1;
} catch (error) {
  giveUp(
    error instanceof Stripe.errors.StripeError
      ? `Stripe refused or could not be reached, so what is not listed above was not done: ${error.message}\n${process.env.STRIPE_SECRET_KEY ? 'Check STRIPE_SECRET_KEY and the network' : 'Start the local one with `npm start`, or set STRIPE_SECRET_KEY'}, and run the same command again: it goes on where it stopped.`
      : error instanceof Error
        ? error.message
        : String(error),
  );
}

function nameOf(key: string, url: string | undefined): string {
  if (url) return `the local Stripe at ${url}`;
  return /^[sr]k_live_/.test(key) ? 'Stripe (live mode)' : 'Stripe (test mode)';
}
