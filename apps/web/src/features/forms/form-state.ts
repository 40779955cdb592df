import { type ActionError, type ActionErrorCode, isInputError } from 'astro:actions';
import type { Language } from '@archipelago/core/language/languages';
import { translator } from '@archipelago/core/language/translator';
import type { AstroGlobal } from 'astro';
import { formMessages } from '../../messages/form-messages.ts';

type Action = Parameters<AstroGlobal['getActionResult']>[0];
type DataOf<A extends Action> = Awaited<ReturnType<A['orThrow']>>;

export interface FormState<Data> {
  /** The command's result, when this request posted the form and it succeeded. */
  data: Data | undefined;
  /** What was typed, when it was refused; otherwise what the form starts with. */
  value(field: string, initially?: string): string;
  /** What was sent, whether it was refused or not. */
  sent(field: string): string;
  /** What is wrong with one field. */
  error(field: string): string | undefined;
  /** What went wrong as a whole. */
  message: string | undefined;
  /** Why, for a page that can offer a way out. */
  code: ActionErrorCode | undefined;
}

/** The state of a page's form after a post without JavaScript, or before any. */
export async function formState<A extends Action>(
  astro: AstroGlobal,
  action: A,
): Promise<FormState<DataOf<A>>> {
  const result = astro.getActionResult(action);
  const error = result?.error;
  const sent =
    result && error?.code !== 'CONTENT_TOO_LARGE' ? await astro.request.clone().formData() : undefined;
  const typed = error ? sent : undefined;
  const fields: Record<string, string[] | undefined> = error && isInputError(error) ? error.fields : {};
  return {
    data: result?.data as DataOf<A> | undefined,
    value: (field, initially = '') => (typed ? String(typed.get(field) ?? '') : initially),
    sent: (field) => String(sent?.get(field) ?? ''),
    error: (field) => fields[field]?.[0],
    message: error ? messageOf(error, fields, astro.locals.language) : undefined,
    code: error?.code,
  };
}

function messageOf(
  error: ActionError,
  fields: Record<string, string[] | undefined>,
  language: Language,
): string {
  const say = translator(formMessages, language);
  if (error.code === 'CONTENT_TOO_LARGE') return say('tooLarge');
  if (!isInputError(error)) return error.message;
  return fields['']?.[0] ?? say('notSaved');
}
