import { AppError } from '@archipelago/core/errors/app-error';
import type { Operation } from '@archipelago/core/registry/registry';
import { contextFor } from '../support/factories.ts';
import { fingerprint } from './fingerprint.ts';
import { call, type SecurityWorld } from './security-world.ts';
import { referencesOf, validInput } from './valid-inputs.ts';

/**
 * Calls the operation at Globex, as its owner, with the ids of Acme's things: each alone, then every combination, the
 * rest being Globex' own. Looks for Acme's canary in whatever comes back, and for any trace in Acme's rows.
 */
export async function findIsolationFaults(world: SecurityWorld, operation: Operation): Promise<string[]> {
  const { product, acme, globex } = world;
  const own = { ...validInput(operation, globex), ...referencesOf(operation, globex) };
  const foreign = { ...referencesOf(operation, acme) };
  const ctx = await contextFor(globex.workspace.owner, globex.workspace);
  const before = await fingerprint(product, acme.workspace.id);
  const faults: string[] = [];
  for (const fields of combinations(Object.keys(foreign))) {
    const input = { ...own, ...Object.fromEntries(fields.map((field) => [field, foreign[field]])) };
    const said = await everythingSaid(call(operation, ctx, input));
    const what = `${operation.name} with Acme's ${fields.join(' and ') || 'nothing'}`;
    if (said.includes(acme.canary)) faults.push(`${what} tells: ${said.slice(0, 200)}`);
    if (said.includes('INTERNAL_SERVER_ERROR')) faults.push(`${what} fails: ${said.slice(0, 300)}`);
  }
  if ((await fingerprint(product, acme.workspace.id)) !== before)
    faults.push(`${operation.name} wrote into Acme`);
  return faults;
}

/** All subsets, the empty one first: even a call without foreign ids must not tell of Acme. */
export function combinations(fields: string[]): string[][] {
  const sets: string[][] = [[]];
  for (const field of fields) sets.push(...sets.map((set) => [...set, field]));
  return sets;
}

/** The result, or all of the error, causes and stack included. */
export async function everythingSaid(run: Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await run, (_, value) => (typeof value === 'bigint' ? String(value) : value)) ?? '';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.code} ${JSON.stringify(error)} ${error.message} ${String(error.cause)}`;
  }
}
