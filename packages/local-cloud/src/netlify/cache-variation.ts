/** What, besides the path, makes two requests different to the CDN. `null` for the query means all of it. */
export interface CacheVariation {
  query: readonly string[] | null;
  headers: readonly string[];
  cookies: readonly string[];
  countries: readonly (readonly string[])[];
  languages: readonly string[];
}

/** Reads `Netlify-Vary`, e.g. `query=page|sort,cookie=theme,country=fr+be|us,language=en|fr`. */
export function parseVariation(header: string | null): CacheVariation {
  const named = new Map<string, string[]>();
  for (const part of (header ?? '').split(',')) {
    const [name = '', value = ''] = part.trim().split('=', 2);
    if (name !== '')
      named.set(
        name.toLowerCase(),
        value
          .split('|')
          .map((item) => item.trim())
          .filter((item) => item !== ''),
      );
  }
  const query = named.get('query');
  return {
    query: query === undefined || query.length === 0 ? null : query,
    // The platform refuses to vary on Host, so a tenant must be in the path.
    headers: lowerCased(named.get('header')).filter((name) => name !== 'host'),
    cookies: named.get('cookie') ?? [],
    countries: lowerCased(named.get('country')).map((group) => group.split('+')),
    languages: lowerCased(named.get('language')),
  };
}

/** The key of one variant of a path. Two requests with one key get one answer. */
export function variantKey(variation: CacheVariation, request: Request, country: string | null): string {
  const url = new URL(request.url);
  return JSON.stringify([
    variation.query === null ? url.search : variation.query.map((name) => url.searchParams.getAll(name)),
    variation.headers.map((name) => request.headers.get(name)),
    variation.cookies.map((name) => cookieValue(request.headers.get('cookie'), name)),
    variation.countries.findIndex((group) => group.includes(country?.toLowerCase() ?? '')),
    preferredLanguage(request.headers.get('accept-language'), variation.languages),
  ]);
}

function lowerCased(values: readonly string[] | undefined): string[] {
  return (values ?? []).map((value) => value.toLowerCase());
}

function cookieValue(header: string | null, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const [key, ...value] = pair.trim().split('=');
    if (key === name) return value.join('=');
  }
  return null;
}

function preferredLanguage(header: string | null, offered: readonly string[]): string | null {
  if (offered.length === 0) return null;
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [language = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters
        .map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1])
        .find((value) => value !== undefined);
      return { language, quality: Number(quality ?? 1) };
    })
    .sort((first, second) => second.quality - first.quality);
  for (const { language } of wanted) {
    const match =
      offered.find((candidate) => candidate === language) ??
      offered.find((candidate) => candidate === language.split('-')[0]);
    if (match !== undefined) return match;
  }
  return null;
}
