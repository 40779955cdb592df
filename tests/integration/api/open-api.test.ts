import { openApiDocument } from '@archipelago/core/api/open-api-document';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { makeApiKey } from '../../support/connection-factories.ts';
import { type MadeWorkspace, makeWorkspace } from '../../support/factories.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { callApi } from './call-api.ts';
import { exampleCalls } from './example-calls.ts';

let product: OwnProduct;
let workspace: MadeWorkspace;
let token: string;
const document = JSON.parse(JSON.stringify(openApiDocument()));
let resolved: typeof document;

beforeAll(async () => {
  product = await startOwnProduct();
  workspace = await makeWorkspace({ plan: 'business', seats: 50 });
  token = (await makeApiKey(workspace)).token;
  const validator = new Validator();
  await validator.validate(structuredClone(document));
  resolved = validator.resolveRefs();
});
afterAll(() => product.stop());

/** A schema that knows exactly the fields that are documented. */
function strictly(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strictly);
  if (typeof schema !== 'object' || schema === null) return schema;
  const made = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, strictly(value)]));
  return 'properties' in schema ? { ...made, additionalProperties: false } : made;
}

function faultsOf(schema: unknown, value: unknown): unknown {
  const parsed = z.fromJSONSchema(strictly(schema) as never).safeParse(value);
  return parsed.success ? [] : parsed.error.issues;
}

const operations = Object.entries(
  document.paths as Record<string, Record<string, { operationId: string }>>,
).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId }]) => ({ path, method, operationId })),
);

test('the document is OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
});

test('the judge finds a document that is none, and an answer that is another', async () => {
  const broken = structuredClone(document);
  broken.paths['/posts'].get.responses = 'none';
  expect((await new Validator().validate(broken)).valid).toBe(false);
  const schema = resolved.components.schemas.Workspace ?? document.components.schemas.Workspace;
  const { json } = await callApi('GET', '/workspace', { token });
  expect(faultsOf(schema, json)).toEqual([]);
  expect(faultsOf(schema, { ...json, secret: 'x' })).not.toEqual([]);
  expect(faultsOf(schema, { ...json, plan: 'gold' })).not.toEqual([]);
});

test('every operation has a name of its own, a scope, a summary and each field of its path', () => {
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const { path, method } of operations) {
    const { parameters, security, summary, requestBody } = document.paths[path][method];
    expect(summary).toMatch(/^[A-Z]/);
    expect(security[0].apiKey).toHaveLength(1);
    const inPath = parameters.filter((parameter: { in: string }) => parameter.in === 'path');
    expect(inPath.map(({ name }: { name: string }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
    if (requestBody) expect(requestBody.content['application/json'].schema.additionalProperties).toBe(false);
  }
});

describe.each(operations)('$method $path', ({ path, method, operationId }) => {
  test('answers what the document says, and fails as it says', async () => {
    const name = operationId.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const call = await exampleCalls[name]?.(workspace);
    if (!call) throw new Error(`Add an example call of ${name} to example-calls.ts.`);
    const { responses } = resolved.paths[path][method];
    const answer = await callApi(call.method, call.path, { token, body: call.body });
    const described = responses[answer.status];
    expect(described, String(answer.status)).toBeDefined();
    for (const header of Object.keys(described.headers))
      expect(answer.headers.get(header), header).not.toBeNull();
    if (described.content)
      expect(faultsOf(described.content['application/json'].schema, answer.json)).toEqual([]);
    else expect(answer.text).toBe('');

    const failed = await callApi(call.method, call.path, { body: call.body });
    expect(faultsOf(responses.default.content['application/problem+json'].schema, failed.json)).toEqual([]);
  });
});

test('an empty page answers the schema of its list', async () => {
  const bare = await makeWorkspace();
  const key = await makeApiKey(bare);
  for (const { path } of operations.filter((one) => one.method === 'get' && !one.path.includes('{'))) {
    const answer = await callApi('GET', path, { token: key.token });
    const schema = resolved.paths[path].get.responses[200].content['application/json'].schema;
    expect(faultsOf(schema, answer.json), path).toEqual([]);
  }
});
