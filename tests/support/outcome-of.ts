import { AppError } from '@archipelago/core/errors/app-error';

/** `done`, or what the operation refused with: the code, and the reason if it gave one (`CONFLICT invitation-used`). */
export async function outcomeOf(run: Promise<unknown>): Promise<string> {
  try {
    await run;
    return 'done';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.reason ? `${error.code} ${error.reason}` : error.code;
  }
}
