import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { pathFields, type ServedOperation } from './match-route.ts';
import { readJsonBody } from './read-json-body.ts';

const anId = z.uuid();

/** The operation's input, from where its route says: checked for its form alone, the operation checks the rest. */
export async function readInput(
  { operation, route }: ServedOperation,
  request: Request,
  params: Record<string, string>,
): Promise<Record<string, unknown>> {
  if (Object.values(params).some((value) => !anId.safeParse(value).success)) throw noSuchThing();
  const { searchParams } = new URL(request.url);
  if (route.method === 'GET') {
    const given = readQuery(searchParams, operation.input);
    refuseStrange(given, operation.input, route.path);
    return { ...given, ...params };
  }
  if (searchParams.size > 0) {
    throw new AppError('BAD_REQUEST', 'This takes its fields in the JSON body, not in the address.');
  }
  const body = await readJsonBody(request);
  refuseStrange(body, operation.input, route.path);
  return { ...body, ...params };
}

/** Refuses what the operation does not take, and what its path has said already. */
function refuseStrange(given: Record<string, unknown>, input: z.ZodObject, path: string): void {
  const inPath = pathFields(path);
  const fields: Record<string, string> = {};
  for (const name of Object.keys(given)) {
    const message = inPath.includes(name)
      ? 'Leave this out: it is in the path already.'
      : Object.hasOwn(input.shape, name)
        ? undefined
        : 'There is no such field here. Leave it out, or check how it is spelled.';
    if (message) Object.defineProperty(fields, name, { value: message, enumerable: true });
  }
  const names = Object.keys(fields);
  if (names.length === 0) return;
  throw new AppError('BAD_REQUEST', `This does not take ${names.slice(0, 5).join(', ')}. Leave it out.`, {
    fields,
  });
}

export function noSuchThing(): AppError {
  return new AppError('NOT_FOUND', 'This workspace has nothing with this id. It may have been deleted.');
}

/** A query knows text only: a field that is a number or a yes-or-no is read as one. */
function readQuery(query: URLSearchParams, input: z.ZodObject): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const [name, value] of query) {
    if (Object.hasOwn(given, name)) {
      throw new AppError('BAD_REQUEST', `The address has ${name} twice. Give it once.`);
    }
    Object.defineProperty(given, name, {
      value: Object.hasOwn(input.shape, name) ? readValue(value, input.shape[name]) : value,
      enumerable: true,
    });
  }
  return given;
}

function readValue(text: string, schema: z.core.$ZodType): unknown {
  const { type } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  if (type === 'integer' || type === 'number') return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
}
