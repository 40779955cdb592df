import { ClerkError } from '../clerk-error.ts';
import type { ClerkInstance } from '../clerk-instance.ts';
import type { Fields } from '../http/fields.ts';
import type { Route } from '../http/route.ts';

export interface BackendRequest {
  instance: ClerkInstance;
  parameters: Record<string, string>;
  query: Fields;
  body: Fields;
}

/** The answer is sent as JSON. */
export type BackendRoute = Route<BackendRequest, unknown>;

const largestPage = 500;

/** The part of a list that the call's `limit` and `offset` ask for; Clerk answers 10 unless told. */
export function pageOf<T>(all: readonly T[], query: Fields): T[] {
  const limit = query.number('limit') ?? 10;
  const offset = query.number('offset') ?? 0;
  if (limit < 1 || limit > largestPage || offset < 0) {
    throw new ClerkError(
      422,
      'form_param_value_invalid',
      `limit is 1 to ${largestPage}, offset 0 or more.`,
      'limit',
    );
  }
  return all.slice(offset, offset + limit);
}

/** Metadata as PATCH merges it: one level deep, null removes. */
export function mergeMetadata(present: Record<string, unknown>, given: Record<string, unknown> | undefined) {
  const merged = { ...present, ...given };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
}
