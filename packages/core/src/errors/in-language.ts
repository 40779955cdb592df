import type { Language } from '../language/languages.ts';
import type { AppError, AppErrorCode } from './app-error.ts';
import { type Said, said, sayIn } from './said.ts';

/**
 * What an error says on a page in this language. One that only dashboards and programs were thought to meet has English
 * alone: elsewhere it is said by its code, so that no page mixes languages.
 */
export function inLanguage(
  error: AppError,
  language: Language,
): { message: string; fields?: Record<string, string> | undefined } {
  if (language === 'en') return { message: error.message, fields: error.fields };
  const fields =
    error.fields &&
    Object.fromEntries(
      Object.keys(error.fields).map((field) => [
        field,
        sayIn(language, error.fieldsSaid?.[field] ?? said('wrongForm')),
      ]),
    );
  return { message: sayIn(language, error.said ?? usual(error)), fields };
}

function usual({ code, retryAfterSeconds }: AppError): Said {
  if (code === 'TOO_MANY_REQUESTS' && retryAfterSeconds)
    return said('tooOften', { count: retryAfterSeconds });
  return byCode[code] ?? said('notDone');
}

const byCode: Partial<Record<AppErrorCode, Said>> = {
  UNAUTHORIZED: said('signInFirst'),
  FORBIDDEN: said('notOpen'),
  NOT_FOUND: said('nothingHere'),
  GONE: said('nothingHere'),
  CONFLICT: said('changedMeanwhile'),
  SERVICE_UNAVAILABLE: said('databaseAway'),
};
