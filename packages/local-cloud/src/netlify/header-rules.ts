import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';

export interface HeaderRule {
  for: string;
  values: Readonly<Record<string, string>>;
}

/** The header rules for static files: the site's own, then those the build wrote, which win. */
export function readHeaderRules(files: { netlifyToml: string; deployConfig: string }): HeaderRule[] {
  const own = readIfPresent(files.netlifyToml);
  const built = readIfPresent(files.deployConfig);
  return [
    ...(((own === null ? {} : parse(own)) as { headers?: HeaderRule[] }).headers ?? []),
    ...(((built === null ? {} : JSON.parse(built)) as { headers?: HeaderRule[] }).headers ?? []),
  ];
}

/** What the rules set for this path; a later rule replaces an earlier one's header. */
export function headersFor(rules: readonly HeaderRule[], pathname: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const rule of rules) {
    if (!matches(rule.for, pathname)) continue;
    for (const [name, value] of Object.entries(rule.values)) headers.set(name.toLowerCase(), value);
  }
  return headers;
}

function matches(pattern: string, pathname: string): boolean {
  const bare = (path: string) => path.replace(/(.)\/$/, '$1');
  if (pattern.endsWith('*')) return pathname.startsWith(pattern.slice(0, -1));
  return bare(pattern) === bare(pathname);
}

function readIfPresent(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
