import { openApiDocument } from '@archipelago/core/api/open-api-document';

type Document = ReturnType<typeof openApiDocument>;
type Operation = NonNullable<Document['paths'][string]['get']>;

export interface ReferenceOperation extends Operation {
  method: string;
  path: string;
  /** Names it in the page's address. */
  anchor: string;
}

export interface ReferenceGroup {
  name: string;
  anchor: string;
  operations: ReferenceOperation[];
}

export interface FieldRow {
  name: string;
  type: string;
  required: boolean;
  description: string;
}

type Schema = Record<string, unknown>;

const document = openApiDocument();
const methodOrder = ['get', 'post', 'patch', 'delete'];

/** The API's operations under the headings of the reference, reading before writing. */
export function referenceGroups(): ReferenceGroup[] {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
      anchor: anchorOf(operation.operationId),
    })),
  );
  const order = ({ method }: ReferenceOperation) => methodOrder.indexOf(method.toLowerCase());
  return document.tags.map(({ name }) => ({
    name,
    anchor: anchorOf(name),
    operations: operations
      .filter(({ tags }) => tags[0] === name)
      .sort((one, other) => one.path.length - other.path.length || order(one) - order(other)),
  }));
}

/** What an operation is sent: path and query, then the body's fields. */
export function sentFields({
  parameters,
  requestBody,
}: ReferenceOperation): { title: string; rows: FieldRow[] }[] {
  const named = (place: string) =>
    parameters
      .filter((parameter) => parameter.in === place)
      .map(({ name, required = false, description = '', schema }) => ({
        name,
        type: typeOf(schema),
        required,
        description,
      }));
  const body = requestBody?.content['application/json']?.schema;
  return [
    { title: 'In the address', rows: named('path') },
    { title: 'Query', rows: named('query') },
    { title: 'Body', rows: body ? fieldsOf(body) : [] },
  ].filter(({ rows }) => rows.length > 0);
}

/** The name and the fields of what an operation answers; null when it has no body. */
export function answeredFields(
  operation: ReferenceOperation,
): { status: string; name: string; rows: FieldRow[] } | null {
  const [status = '200', response] = Object.entries(operation.responses)[0] ?? [];
  const content = (response as { content?: Record<string, { schema: Schema }> }).content;
  const schema = content?.['application/json']?.schema;
  if (!schema) return null;
  return { status, name: typeOf(schema), rows: fieldsOf(resolved(schema)) };
}

export function statusOf(operation: ReferenceOperation): string {
  return Object.keys(operation.responses)[0] ?? '200';
}

/** An object of the API and its fields, by the name that other tables link to. */
export function namedSchemas(): { name: string; anchor: string; rows: FieldRow[] }[] {
  return Object.entries(document.components.schemas)
    .filter(([name]) => !name.endsWith('List'))
    .map(([name, schema]) => ({ name, anchor: anchorOf(name), rows: fieldsOf(schema) }));
}

/** A call that works once its key and its ids are filled in. */
export function curlOf({ method, path, requestBody }: ReferenceOperation, origin: string): string {
  const address = `${origin}${document.servers[0]?.url ?? ''}${path.replace(/\{(\w+)\}/g, '$1')}`;
  const body = requestBody?.content['application/json']?.schema;
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${address}`,
    '  -H "Authorization: Bearer $ARCHIPELAGO_API_KEY"',
    ...(body ? ['  -H "Content-Type: application/json"', `  -d '${JSON.stringify(exampleOf(body))}'`] : []),
  ];
  return lines.join(' \\\n');
}

function exampleOf(schema: Schema): Record<string, unknown> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
  const required = (schema.required ?? []) as string[];
  const shown =
    required.length > 0 ? properties.filter(([name]) => required.includes(name)) : properties.slice(0, 1);
  return Object.fromEntries(shown.map(([name, property]) => [name, exampleValue(name, property)]));
}

function exampleValue(name: string, schema: Schema): unknown {
  if (Array.isArray(schema.enum)) return schema.enum[0];
  if (schema.format === 'email' || name === 'email') return 'grace@example.com';
  if (schema.format === 'uuid') return '1d0a7c4e-5b7f-4c1e-9a52-6f0f6f3c2b90';
  if (schema.type === 'boolean') return true;
  if (schema.type === 'integer' || schema.type === 'number') return 1;
  return { title: 'Slack water at noon', body: 'The tide turns at twelve.' }[name] ?? 'text';
}

function fieldsOf(schema: Schema): FieldRow[] {
  const required = (schema.required ?? []) as string[];
  return Object.entries((schema.properties ?? {}) as Record<string, Schema>).map(([name, property]) => ({
    name,
    type: typeOf(property),
    required: required.includes(name),
    description: String(property.description ?? ''),
  }));
}

function typeOf(schema: Schema): string {
  if (typeof schema.$ref === 'string') return schema.$ref.split('/').at(-1) ?? '';
  const variants = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (variants) return variants.map(typeOf).join(' or ');
  if (Array.isArray(schema.enum)) {
    return schema.enum.length > 8
      ? 'one of the known names'
      : schema.enum.map((value) => `"${value}"`).join(' | ');
  }
  if (schema.type === 'array') return `list of ${typeOf((schema.items ?? {}) as Schema)}`;
  if (schema.format)
    return String({ 'date-time': 'time', uuid: 'id' }[String(schema.format)] ?? schema.format);
  return String(
    { string: 'text', integer: 'number', boolean: 'true or false' }[String(schema.type)] ??
      schema.type ??
      'any',
  );
}

function resolved(schema: Schema): Schema {
  const name = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1) : undefined;
  return (name && document.components.schemas[name]) || schema;
}

function anchorOf(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();
}
