import { type Operation, registered } from '../registry/registry.ts';
import type { ApiMethod, ApiRoute } from './api-route.ts';

export interface ServedOperation {
  operation: Operation;
  route: ApiRoute;
}

export interface FoundRoutes {
  byMethod: ReadonlyMap<ApiMethod, ServedOperation>;
  /** What the path says, by the names of the input's fields. */
  params: Record<string, string>;
}

/** Every operation that the API serves, as far as their files have been imported. */
export function servedOperations(): ServedOperation[] {
  return registered().flatMap((operation) => (operation.api ? [{ operation, route: operation.api }] : []));
}

/** What is served at a path below `/api/v1`, or null. A path matches letter by letter: nothing in it is decoded. */
export function routesAt(path: string): FoundRoutes | null {
  for (const { pattern, names, byMethod } of compiled()) {
    const match = pattern.exec(path);
    if (!match) continue;
    const params = Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? '']));
    return { byMethod, params };
  }
  return null;
}

/** The fields a route's path names, in order. */
export function pathFields(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

interface CompiledPath {
  pattern: RegExp;
  names: string[];
  byMethod: Map<ApiMethod, ServedOperation>;
}

let compiledOf: { count: number; paths: CompiledPath[] } | undefined;

function compiled(): CompiledPath[] {
  const served = servedOperations();
  if (compiledOf?.count !== served.length) {
    compiledOf = { count: served.length, paths: compile(served) };
  }
  return compiledOf.paths;
}

function compile(served: ServedOperation[]): CompiledPath[] {
  const paths = new Map<string, CompiledPath>();
  for (const one of served) {
    const { path, method } = one.route;
    const found = paths.get(path) ?? {
      pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '([0-9A-Za-z-]{1,64})')}$`),
      names: pathFields(path),
      byMethod: new Map(),
    };
    if (found.byMethod.has(method)) throw new Error(`Two operations are served at ${method} ${path}.`);
    found.byMethod.set(method, one);
    paths.set(path, found);
  }
  return [...paths.values()];
}
