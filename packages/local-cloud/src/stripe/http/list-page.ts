import { invalidRequest, noSuch } from '../stripe-error.ts';
import type { Params } from './params.ts';

export interface ListPage<T> {
  object: 'list';
  url: string;
  has_more: boolean;
  data: T[];
}

/** One page of `items`, which come newest first. Reads the paging parameters and finishes `params`. */
export function listPage<T extends { id: string }>(
  url: string,
  items: readonly T[],
  params: Params,
): ListPage<T> {
  const limit = params.integer('limit') ?? 10;
  const after = params.string('starting_after');
  const before = params.string('ending_before');
  params.finish();
  if (limit < 1 || limit > 100) {
    throw invalidRequest(`This value must be between 1 and 100, but it is ${limit}.`, 'limit');
  }
  if (after && before) {
    throw invalidRequest('You may not specify both starting_after and ending_before.', 'ending_before');
  }
  if (before) {
    const end = indexOf(items, before, 'ending_before');
    const start = Math.max(0, end - limit);
    return { object: 'list', url, has_more: start > 0, data: items.slice(start, end) };
  }
  const start = after ? indexOf(items, after, 'starting_after') + 1 : 0;
  return {
    object: 'list',
    url,
    has_more: start + limit < items.length,
    data: items.slice(start, start + limit),
  };
}

/** Keeps what was created within `created`, given as a timestamp or as `gt`, `gte`, `lt`, `lte`. */
export function createdWithin<T extends { created: number }>(items: readonly T[], params: Params): T[] {
  if (!params.has('created')) return [...items];
  const range = params.isObject('created') ? params.object('created') : undefined;
  const exact = range ? undefined : params.integer('created');
  const [gt, gte, lt, lte] = ['gt', 'gte', 'lt', 'lte'].map((name) => range?.integer(name));
  return items.filter(
    ({ created }) =>
      (exact === undefined || created === exact) &&
      (gt === undefined || created > gt) &&
      (gte === undefined || created >= gte) &&
      (lt === undefined || created < lt) &&
      (lte === undefined || created <= lte),
  );
}

function indexOf(items: readonly { id: string }[], id: string, param: string): number {
  const index = items.findIndex((item) => item.id === id);
  if (index < 0) throw noSuch('object', id, param);
  return index;
}
