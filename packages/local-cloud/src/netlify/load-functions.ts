import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Context } from '@netlify/functions';

export type FunctionHandler = (request: Request, context: Context) => unknown;

export interface FunctionConfig {
  path?: string | string[];
  excludedPath?: string | string[];
  method?: string | string[];
  schedule?: string;
  background?: boolean;
  preferStatic?: boolean;
}

export interface LoadedFunction {
  name: string;
  handler: FunctionHandler;
  /** Where it is served; none for a scheduled function, which has no address. */
  paths: readonly URLPattern[];
  excludedPaths: readonly URLPattern[];
  /** Upper case; null for all. */
  methods: readonly string[] | null;
  isBackground: boolean;
  schedule: string | null;
  prefersStatic: boolean;
}

/** Every function of a folder, one per file or `<name>/<name>` file. An absent folder holds none. */
export async function loadFunctions(directory: string): Promise<LoadedFunction[]> {
  if (!existsSync(directory)) return [];
  const found = readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) {
      const main = ['ts', 'mts', 'mjs', 'js'].map((ending) =>
        join(directory, entry.name, `${entry.name}.${ending}`),
      );
      return main
        .filter((path) => existsSync(path))
        .slice(0, 1)
        .map((path) => ({ name: entry.name, path }));
    }
    const match = /^(?<name>[\w-]+)\.(?:ts|mts|mjs|js)$/.exec(entry.name);
    return match?.groups?.name === undefined
      ? []
      : [{ name: match.groups.name, path: join(directory, entry.name) }];
  });
  return Promise.all(
    found.sort((a, b) => a.name.localeCompare(b.name)).map(({ name, path }) => loadFunction(name, path)),
  );
}

/** One function's module. Throws where the platform would refuse it at deploy. */
export async function loadFunction(name: string, file: string): Promise<LoadedFunction> {
  const module = (await import(pathToFileURL(file).href)) as { default?: unknown; config?: FunctionConfig };
  if (typeof module.default !== 'function') {
    throw new Error(
      `The function ${name} has no default export that is a function, so Netlify would not run it.`,
    );
  }
  const config = module.config ?? {};
  const paths = listed(config.path);
  const isUnaddressed = config.schedule !== undefined;
  return {
    name,
    handler: module.default as FunctionHandler,
    paths: (isUnaddressed ? [] : paths.length > 0 ? paths : [`/.netlify/functions/${name}`]).map(pattern),
    excludedPaths: listed(config.excludedPath).map(pattern),
    methods: config.method === undefined ? null : listed(config.method).map((method) => method.toUpperCase()),
    isBackground: config.background === true || name.endsWith('-background'),
    schedule: config.schedule ?? null,
    prefersStatic: config.preferStatic === true,
  };
}

/** The path parameters when this function serves the request, or null. */
export function matchFunction(fn: LoadedFunction, request: Request): Record<string, string> | null {
  if (fn.methods !== null && !fn.methods.includes(request.method)) return null;
  const { pathname } = new URL(request.url);
  if (fn.excludedPaths.some((path) => path.test({ pathname }))) return null;
  for (const path of fn.paths) {
    const match = path.exec({ pathname });
    if (match === null) continue;
    const params = Object.entries(match.pathname.groups).filter(
      (group): group is [string, string] => group[1] !== undefined,
    );
    return Object.fromEntries(params);
  }
  return null;
}

function listed(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : [value].flat();
}

/** As on the platform, a trailing slash makes no difference. */
function pattern(pathname: string): URLPattern {
  return new URLPattern({ pathname: /[*/]$/.test(pathname) ? pathname : `${pathname}{/}?` });
}
