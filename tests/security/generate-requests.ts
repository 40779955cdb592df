import type { ServedOperation } from '@archipelago/core/api/match-route';
import type { Operation } from '@archipelago/core/registry/registry';
import { combinations } from './find-isolation-faults.ts';
import type { Furnished } from './security-world.ts';
import { referencesOf, validInput } from './valid-inputs.ts';

/** Every id, address and secret of a workspace's things that a request could name, of whatever kind. */
export function everyReference(operations: readonly Operation[], of: Furnished): string[] {
  const own = [
    of.workspace.id,
    of.workspace.slug,
    of.workspace.owner.userId,
    of.guest.userId,
    of.oldApiKey.id,
  ];
  const known = operations.flatMap((operation) => Object.values(referencesOf(operation, of)));
  return [...new Set([...own, ...known.filter((value) => typeof value === 'string')])];
}

/**
 * Inputs that name another workspace's things: every reference of theirs in every field that takes one, and for an
 * operation with several such fields every combination of fields with theirs, the others being the caller's own.
 */
export function* swappedInputs(
  operation: Operation,
  own: Furnished,
  theirs: Furnished,
  references: readonly string[],
): Generator<Record<string, unknown>> {
  const fields = Object.keys(referencesOf(operation, own));
  const input = () => ({ ...validInput(operation, own), ...referencesOf(operation, own) });
  for (const field of fields) {
    for (const reference of references) yield { ...input(), [field]: reference };
  }
  const foreign = referencesOf(operation, theirs);
  for (const chosen of combinations(fields)) {
    if (chosen.length < 2) continue;
    yield { ...input(), ...Object.fromEntries(chosen.map((field) => [field, foreign[field]])) };
    for (const reference of references) {
      yield { ...input(), ...Object.fromEntries(chosen.map((field) => [field, reference])) };
    }
  }
}

/** Inputs that an operation must refuse: a field too many, once for each column and value, and operators for values. */
export function* refusedInputs(
  operation: Operation,
  own: Furnished,
  columns: readonly string[],
  values: readonly unknown[],
): Generator<Record<string, unknown>> {
  const input = validInput(operation, own);
  for (const column of columns) {
    if (Object.hasOwn(operation.input.shape, column)) continue;
    for (const value of values) yield Object.fromEntries([...Object.entries(input), [column, value]]);
  }
  const operators = [{ not: null }, { contains: '' }, { in: values }, { equals: null }, { gt: '' }];
  for (const field of Object.keys(operation.input.shape)) {
    for (const operator of operators) yield { ...input, [field]: operator };
  }
}

/** A request of the REST API for this operation with this input, whatever is in it. */
export function apiRequest(
  { operation, route }: ServedOperation,
  input: Record<string, unknown>,
  headers: Record<string, string>,
): Request {
  const rest = { ...input };
  const path = route.path.replace(/\{(\w+)\}/g, (_, field: string) => {
    const value = encodeURIComponent(String(rest[field]));
    delete rest[field];
    return value;
  });
  const url = new URL(`http://api.test/api/v1${path}`);
  if (operation.kind === 'query') {
    for (const [name, value] of Object.entries(rest)) url.searchParams.set(name, String(value));
    return new Request(url, { method: route.method, headers });
  }
  const body = JSON.stringify(rest);
  return new Request(url, {
    method: route.method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(route.method === 'DELETE' ? {} : { body }),
  });
}
