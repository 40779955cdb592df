import { type Handler, routes } from './routes.ts';

export interface Match {
  handler: Handler;
  id: string;
}

/** A path that names its action wins over one with `:id` in the same place. */
export function matchRoute(method: string, pathname: string): Match | undefined {
  const exact = routes[`${method} ${pathname}`];
  if (exact) return { handler: exact, id: '' };
  const parts = pathname.split('/');
  for (const [route, handler] of Object.entries(routes)) {
    const [routeMethod, path = ''] = route.split(' ');
    const pattern = path.split('/');
    const at = pattern.indexOf(':id');
    const fits = routeMethod === method && at > 0 && pattern.length === parts.length;
    if (fits && pattern.every((part, index) => index === at || part === parts[index])) {
      return { handler, id: decodeURIComponent(parts[at] ?? '') };
    }
  }
  return undefined;
}
