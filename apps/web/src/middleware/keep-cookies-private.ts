const forCaches = ['netlify-cdn-cache-control', 'netlify-cache-tag', 'netlify-vary', 'cdn-cache-control'];

/** An answer that gives somebody a cookie is theirs alone, whatever else was decided of it before: no cache keeps it. */
export function keepCookiesPrivate(headers: Headers): void {
  if (!headers.has('set-cookie')) return;
  for (const name of forCaches) headers.delete(name);
  headers.set('cache-control', 'private, no-store');
}
