import { environment } from '../environment.ts';

/** An absolute link to a person's own pages, for mail. `path` starts with `/`. */
export function accountUrl(path: string): string {
  return `${environment().APP_URL}/account${path}`;
}
