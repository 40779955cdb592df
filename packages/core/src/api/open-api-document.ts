import '../registry/all-operations.ts';
import { z } from 'zod';
import { keyRateLimit } from '../api-keys/authenticate-api-key.ts';
import { apiBase } from './answer-api-request.ts';
import type { ApiMethod } from './api-route.ts';
import { pathFields, type ServedOperation, servedOperations } from './match-route.ts';
import { problemSchema } from './problem.ts';

export type JsonSchema = Record<string, unknown>;

export interface OpenApiParameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  schema: JsonSchema;
}

export interface OpenApiOperation {
  operationId: string;
  tags: [string];
  summary: string;
  description: string;
  /** The scope that it needs. */
  security: [{ apiKey: [string] }];
  parameters: OpenApiParameter[];
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, JsonSchema>;
}

export interface OpenApiDocument {
  openapi: '3.1.0';
  info: Record<string, string>;
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Partial<Record<Lowercase<ApiMethod>, OpenApiOperation>>>;
  components: { securitySchemes: JsonSchema; schemas: Record<string, JsonSchema>; headers: JsonSchema };
}

/** The OpenAPI description of the API, made of what the operations declare. */
export function openApiDocument(): OpenApiDocument {
  const schemas: Record<string, JsonSchema> = {};
  const paths: OpenApiDocument['paths'] = {};
  const served = servedOperations();
  for (const one of served) {
    const { path, method } = one.route;
    const methods = paths[path] ?? {};
    methods[method.toLowerCase() as Lowercase<ApiMethod>] = describe(one, schemas);
    paths[path] = methods;
  }
  const problem = toSchema(problemSchema, schemas);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Archipelago',
      version: '1',
      description: 'Reads and changes one workspace: the one that the API key belongs to.',
    },
    servers: [{ url: apiBase }],
    tags: [...new Set(served.map(({ route }) => route.group))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key, made in the dashboard under Developers.',
        },
      },
      schemas: { ...schemas, Problem: schemas.Problem ?? problem },
      headers: {
        RateLimit: {
          schema: { type: 'string' },
          description: 'How many requests are left and for how many seconds.',
        },
        'RateLimit-Policy': {
          schema: { type: 'string' },
          description: `${keyRateLimit.limit} requests in ${keyRateLimit.seconds} seconds, for each key.`,
        },
        ETag: { schema: { type: 'string' }, description: 'Names exactly this answer.' },
      },
    },
  };
}

function describe(
  { operation, route }: ServedOperation,
  schemas: Record<string, JsonSchema>,
): OpenApiOperation {
  const input = toSchema(operation.input, schemas, 'input') as {
    properties: Record<string, JsonSchema>;
    required?: string[];
  };
  const inPath = pathFields(route.path);
  const rest = Object.entries(input.properties).filter(([name]) => !inPath.includes(name));
  const required = new Set(input.required);
  const isChange = route.method !== 'GET';
  const fromQuery = isChange
    ? []
    : rest.map(([name, schema]) => parameter(name, 'query', schema, required.has(name)));
  const body = Object.fromEntries(rest);
  const requiredBody = rest.map(([name]) => name).filter((name) => required.has(name));
  return {
    operationId: operation.name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
    tags: [route.group],
    summary: route.summary,
    description: [route.description, `Needs the scope \`${operation.permission}\`.`]
      .filter(Boolean)
      .join(' '),
    security: [{ apiKey: [operation.permission] }],
    parameters: [
      ...inPath.map((name) => parameter(name, 'path', input.properties[name] ?? {}, true)),
      ...fromQuery,
      ...headerParameters(route.method, route.row !== undefined),
    ],
    ...(isChange && rest.length > 0
      ? {
          requestBody: {
            required: requiredBody.length > 0,
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: body,
                  required: requiredBody,
                  additionalProperties: false,
                },
              },
            },
          },
        }
      : {}),
    responses: responsesOf(route, schemas),
  };
}

function responsesOf(
  route: ServedOperation['route'],
  schemas: Record<string, JsonSchema>,
): Record<string, JsonSchema> {
  const { status = 200, output } = route;
  const headers = Object.fromEntries(
    ['RateLimit', 'RateLimit-Policy', ...(output ? ['ETag'] : [])].map((name) => [
      name,
      { $ref: `#/components/headers/${name}` },
    ]),
  );
  const content = output ? { content: { 'application/json': { schema: toSchema(output, schemas) } } } : {};
  return {
    [status]: { description: output ? 'Done.' : 'Done; there is no body.', headers, ...content },
    ...(route.method === 'GET' ? { 304: { description: 'It is still what If-None-Match says.' } } : {}),
    default: {
      description: 'It was not done.',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  };
}

function parameter(
  name: string,
  place: 'path' | 'query',
  schema: JsonSchema,
  required: boolean,
): OpenApiParameter {
  const { description, ...rest } = schema;
  return {
    name,
    in: place,
    ...(required ? { required } : {}),
    ...(description ? { description: String(description) } : {}),
    schema: rest,
  };
}

function headerParameters(method: ApiMethod, hasRow: boolean): OpenApiParameter[] {
  const header = (name: string, description: string): OpenApiParameter => ({
    name,
    in: 'header',
    description,
    schema: { type: 'string' },
  });
  if (method === 'GET')
    return [header('If-None-Match', 'The ETag of an earlier answer: 304 when it is still the same.')];
  return [
    header(
      'Idempotency-Key',
      'Any text of your own, once per change: sent again within 24 hours, it is done once.',
    ),
    ...(hasRow ? [header('If-Match', 'The ETag of what you read: 412 when it was changed since.')] : []),
  ];
}

/** JSON Schema as OpenAPI refers to it: what has a name goes to the components. Outputs are described as sent. */
function toSchema(schema: z.ZodType, schemas: Record<string, JsonSchema>, side?: 'input'): JsonSchema {
  const made = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override({ jsonSchema }) {
      // The format says the same in fewer letters.
      if (jsonSchema.format) delete jsonSchema.pattern;
    },
  }) as JsonSchema;
  const {
    $schema: _,
    $defs,
    id,
    ...rest
  } = JSON.parse(JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/')) as JsonSchema & {
    $defs?: Record<string, JsonSchema>;
    id?: string;
  };
  for (const [name, { id: __, ...definition }] of Object.entries($defs ?? {})) schemas[name] = definition;
  if (side === 'input' || !id) return rest;
  schemas[id] = rest;
  return { $ref: `#/components/schemas/${id}` };
}
