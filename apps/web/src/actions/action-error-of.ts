import { type ActionAPIContext, ActionError } from 'astro:actions';
import { toAppError } from '@archipelago/core/errors/to-app-error';
import { requestInfo } from '../middleware/request-info.ts';

/** The action's form of any error. One that names fields travels as Astro's input error, which carries them. */
export function actionErrorOf(error: unknown, api: ActionAPIContext): ActionError {
  const { code, message, fields, retryAfterSeconds } = toAppError(error, requestInfo(api), 'action');
  api.locals.retryAfterSeconds = retryAfterSeconds;
  return fields ? new FieldError(code, message, fields) : new ActionError({ code, message });
}

/**
 * Astro serialises what an error owns and recognises an input error by its `type` and `issues`. Its own class cannot be
 * used: it always answers 400, and not through `astro:actions`.
 */
class FieldError extends ActionError {
  override type = 'AstroActionInputError';
  readonly issues: { code: 'custom'; path: string[]; message: string }[];

  constructor(code: ActionError['code'], message: string, fields: Record<string, string>) {
    super({ code, message });
    this.issues = Object.entries(fields).map(([field, text]) => ({
      code: 'custom',
      path: [field],
      message: text,
    }));
  }
}
