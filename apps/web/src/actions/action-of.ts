import { type ActionAPIContext, defineAction } from 'astro:actions';
import type { PersonContext, WorkspaceContext } from '@archipelago/core/context/context';
import { loadRequestContext } from '@archipelago/core/context/load-context';
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

/**
 * An action of the operators' console, which is no workspace's page: the form's field `workspace` says by its address
 * which one is meant. To anybody else it is not there, and no workspace is looked up.
 */
export function operatorAction<Input, Result>(command: Operation<WorkspaceContext, Input, Result>) {
  return actionOf(workspaceNamed, command, ({ workspace: _, ...fields }) => fields);
}

async function workspaceNamed(
  { locals }: ActionAPIContext,
  { workspace: slug }: Fields,
): Promise<WorkspaceContext | undefined> {
  const { actor, request, signIn } = locals.person;
  if (actor.kind !== 'user' || !actor.operator) return undefined;
  const { workspace, closing } = await loadRequestContext({
    slug: String(slug ?? ''),
    clerkUserId: actor.clerkUserId,
    request,
    ...(signIn && { signIn }),
  });
  return workspace ?? closing ?? undefined;
}

function actionOf<Context, Input, Result>(
  contextOf: (api: ActionAPIContext, fields: Fields) => Context | undefined | Promise<Context | undefined>,
  command: Operation<Context, Input, Result>,
  read: Read,
) {
  return defineAction({
    accept: 'form',
    async handler(form: FormData, api: ActionAPIContext): Promise<Result> {
      try {
        const fields = Object.fromEntries(form);
        const context = await contextOf(api, fields);
        if (!context)
          throw new AppError('NOT_FOUND', 'This form belongs to a workspace. Open it there and try again.');
        return await command(context, read(fields) as Input);
      } catch (error) {
        throw actionErrorOf(error, api);
      }
    },
  });
}

function asGiven(fields: Fields): Fields {
  return fields;
}
