import { deployDatabase } from '@archipelago/local-cloud/database/deploy-database';
import { startPostgres } from '@archipelago/local-cloud/postgres/start-postgres';
import { startWorld } from '../integration/billing/billing-world.ts';
import { startStripeDouble } from '../integration/billing/stripe-double.ts';
import { startOwnDatabase } from '../support/own-database.ts';
import { drainFigures } from './billing-drain.ts';
import { projectionFigures } from './billing-projection.ts';
import { receiverFigures } from './billing-receiver.ts';
import type { Figure } from './figure.ts';

/** Measures the way of billing events and sends the figures to the parent process. */
const database = await startOwnDatabase(async (dataDirectory, port) => {
  // Durable, as the product's own: what a commit costs is part of what is measured.
  const postgres = await startPostgres({ dataDirectory, port });
  await deployDatabase(postgres);
  return postgres;
});
const world = await startWorld(database, () => startStripeDouble());
process.once('SIGTERM', () => void stop(1));
let stopping: Promise<void> | undefined;

const figures: Figure[] = [];
let failures = 0;
for (const measure of [receiverFigures, drainFigures, projectionFigures]) {
  try {
    figures.push(...(await measure(world)));
  } catch (error) {
    failures += 1;
    console.error(error);
  }
}
process.send?.(figures);
await stop(failures === 0 ? 0 : 1);

async function stop(code: number): Promise<void> {
  stopping ??= world.stop();
  await stopping;
  process.exit(code);
}
