import { connect } from '@archipelago/db/connection';
import { assertRuntimeRoleIsSafe } from '@archipelago/db/directory';
import { type Environment, environment } from './environment.ts';

let booted: Environment | undefined;

/**
 * Readies the process: settings validated, database pool opened (lazily, no connection yet). Every entry point calls it
 * first; calls after the first cost nothing.
 */
export function boot(): Environment {
  if (booted) return booted;
  const settings = environment();
  connect({ url: settings.DATABASE_URL, webSocketProxy: settings.NEON_WS_PROXY });
  booted = settings;
  return settings;
}

let roleCheck: Promise<void> | undefined;

/**
 * Refuses, once per process, a database role that row-level security would not bind. Asked beside the first request's own
 * statement, so that it costs no time; when it fails it is asked again.
 */
export function databaseRoleIsSafe(): Promise<void> {
  roleCheck ??= assertRuntimeRoleIsSafe().catch((error: unknown) => {
    roleCheck = undefined;
    throw error;
  });
  return roleCheck;
}
