import { type Handler, routes } from './routes.ts';

export interface Match {
  /** Its name in the table, e.g. `GET /v1/customers/:id`. */
  route: string;
  handler: Handler;
  id: string;
  inner: string;
}

/** A path that names its action wins over one with `:id` in the same place. */
export function matchRoute(method: string, pathname: string): Match | undefined {
  const exact = routes[`${method} ${pathname}`];
  if (exact) return { route: `${method} ${pathname}`, handler: exact, id: '', inner: '' };
  const parts = pathname.split('/');
  for (const [route, handler] of Object.entries(routes)) {
    const [routeMethod, path = ''] = route.split(' ');
    const pattern = path.split('/');
    if (routeMethod !== method || pattern.length !== parts.length) continue;
    const named: Record<string, string> = {};
    const fits = pattern.every((part, index) => {
      if (!part.startsWith(':')) return part === parts[index];
      named[part] = decodeURIComponent(parts[index] ?? '');
      return true;
    });
    if (fits) return { route, handler, id: named[':id'] ?? '', inner: named[':inner'] ?? '' };
  }
  return undefined;
}
