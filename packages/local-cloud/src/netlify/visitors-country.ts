/** One visit from another country, for tests and by hand: `curl -H 'x-local-country: DE'`. */
export const localCountryHeader = 'x-local-country';

/** ISO 3166-1 alpha-2 in upper case, or null for what is no code. */
export function countryCode(text: string | null | undefined): string | null {
  const code = text?.trim().toUpperCase() ?? '';
  return /^[A-Z]{2}$/.test(code) ? code : null;
}

/** Where visitors seem to come from: chosen in the console for all, or by a request for itself. */
export function visitorsCountry(first: string | null | undefined) {
  let ofAll = countryCode(first);
  return {
    get: (): string | null => ofAll,
    set(country: string | null): void {
      ofAll = countryCode(country);
    },
    /** Takes the header away: the product must not see what no platform sends. */
    of({ headers }: Request): string | null {
      const own = headers.get(localCountryHeader);
      headers.delete(localCountryHeader);
      return own === null ? ofAll : countryCode(own);
    },
  };
}
