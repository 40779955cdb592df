import type { JsonStore } from './open-json-store.ts';

/** State that lasts as long as its process: on disk, all of it is written again after every change. */
export function memoryStore<T extends object>(state: T): JsonStore<T> {
  return { state, isNew: true, save: () => Promise.resolve() };
}
