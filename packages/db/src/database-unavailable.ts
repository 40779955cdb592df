/**
 * The database cannot answer now: refused, restarting, out of connections, or too slow. Nothing was committed unless
 * the answer to a COMMIT itself was lost. Trying again later is right; changing the request is not.
 */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
  readonly retryAfterSeconds = 5;

  constructor(cause: unknown) {
    super('The database does not answer at the moment, so nothing was changed. Try again in a few seconds.', {
      cause,
    });
  }
}
