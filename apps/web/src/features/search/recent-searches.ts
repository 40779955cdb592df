/** The latest searches of this person in this tab, newest first. They never leave the browser, and go with the tab. */
export function recentSearches(key: string): string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter((term) => typeof term === 'string') : [];
  } catch {
    return [];
  }
}

const most = 4;

export function rememberSearch(key: string, term: string): void {
  if (term.trim().length < 2) return;
  const others = recentSearches(key).filter((other) => other !== term);
  try {
    sessionStorage.setItem(key, JSON.stringify([term, ...others].slice(0, most)));
  } catch {
    // A browser that keeps nothing searches as well.
  }
}
