import { isWriteConflict } from '../errors/is-write-conflict.ts';

const attempts = 3;

/** The database picks one of two transactions that wait for each other and undoes it whole: it is simply run again. */
export async function withRetries<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt === attempts || !isWriteConflict(error)) throw error;
    }
  }
}
