/**
 * The two addresses of a database that is not the local one belong together; a hosted build has no local one.
 *
 * @throws when one is missing.
 */
export function requireBothUrls(environment: Record<string, string | undefined>): void {
  const names = ['DATABASE_URL', 'DATABASE_URL_UNPOOLED'];
  const missing = names.filter((name) => !environment[name]);
  const isHosted = environment.NETLIFY === 'true' || environment.CONTEXT === 'production';
  if (missing.length === 0 || (missing.length === names.length && !isHosted)) return;
  throw new Error(
    `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not set, so the database cannot be brought up to date. DATABASE_URL is the pooled address with the user archipelago_app, DATABASE_URL_UNPOOLED the direct one of the role that owns the tables. Set both, or neither for the local database.`,
  );
}
