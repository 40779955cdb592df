import { AppError, type AppErrorCode, type AppErrorDetails } from './app-error.ts';
import { type Said, sayIn } from './said.ts';

/**
 * A refusal that guests and visitors may meet: its English is for programs, logs and dashboards, and a workspace's own pages
 * say it in the workspace's language.
 */
export function refusal(code: AppErrorCode, what: Said, details: AppErrorDetails = {}): AppError {
  return new AppError(code, sayIn('en', what), { ...details, said: what });
}

/** The same for one field of what was sent, as an issue of a Zod schema. */
export function fieldIssue(
  what: Said,
  message = sayIn('en', what),
): { code: 'custom'; message: string; params: { said: Said } } {
  return { code: 'custom', message, params: { said: what } };
}
