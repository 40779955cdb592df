/** One call of an API; `:name` in the path binds a parameter. */
export interface Route<Request, Answer> {
  method: string;
  path: string;
  handle(request: Request): Answer | Promise<Answer>;
}

/** The route for a call, with its parameters decoded; null when there is none. The first match wins. */
export function findRoute<Request, Answer>(
  routes: readonly Route<Request, Answer>[],
  method: string,
  path: string,
): { route: Route<Request, Answer>; parameters: Record<string, string> } | null {
  const given = segments(path);
  for (const route of routes) {
    if (route.method !== method) continue;
    const parameters = match(segments(route.path), given);
    if (parameters) return { route, parameters };
  }
  return null;
}

function segments(path: string): string[] {
  return path.split('/').filter(Boolean);
}

function match(pattern: string[], given: string[]): Record<string, string> | null {
  if (pattern.length !== given.length) return null;
  const parameters: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const actual = given[index] ?? '';
    if (expected.startsWith(':')) parameters[expected.slice(1)] = decodeURIComponent(actual);
    else if (expected !== actual) return null;
  }
  return parameters;
}
