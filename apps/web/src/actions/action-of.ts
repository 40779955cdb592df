import { type ActionAPIContext, defineAction } from 'astro:actions';
import type { PersonContext, WorkspaceContext } from '@archipelago/core/context/context';
import { AppError } from '@archipelago/core/errors/app-error';
import { actionErrorOf } from './action-error-of.ts';

type Fields = Record<string, FormDataEntryValue>;
/** The command validates what it is given, whatever a form sent. */
type Read = (fields: Fields) => unknown;
type Operation<Context, Input, Result> = (context: Context, input: Input) => Promise<Result>;

/**
 * An action that runs a command in the workspace of the page its form is on. `read` turns the form's fields into the
 * command's input where they are not the same; the command validates.
 */
export function workspaceAction<Input, Result>(
  command: Operation<WorkspaceContext, Input, Result>,
  read: Read = asGiven,
) {
  return actionOf(({ locals }) => locals.context, command, read);
}

/** An action that runs a command of the person, in no workspace. */
export function personAction<Input, Result>(
  command: Operation<PersonContext, Input, Result>,
  read: Read = asGiven,
) {
  return actionOf(({ locals }) => locals.person, command, read);
}

function actionOf<Context, Input, Result>(
  contextOf: (api: ActionAPIContext) => Context | undefined,
  command: Operation<Context, Input, Result>,
  read: Read,
) {
  return defineAction({
    accept: 'form',
    async handler(form: FormData, api: ActionAPIContext): Promise<Result> {
      try {
        const context = contextOf(api);
        if (!context)
          throw new AppError('NOT_FOUND', 'This form belongs to a workspace. Open it there and try again.');
        return await command(context, read(Object.fromEntries(form)) as Input);
      } catch (error) {
        throw actionErrorOf(error, api);
      }
    },
  });
}

function asGiven(fields: Fields): Fields {
  return fields;
}
