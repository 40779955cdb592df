import { answerApiRequest } from '@archipelago/core/api/answer-api-request';
import { unique } from '../../support/own-database.ts';

export interface ApiCall {
  token?: string | null;
  headers?: Record<string, string>;
  /** Sent as JSON; a text is sent as it is. */
  body?: unknown;
  ip?: string;
}

export interface ApiAnswered {
  status: number;
  headers: Headers;
  /** The body as JSON, or null when there is none. */
  json: ReturnType<typeof JSON.parse>;
  text: string;
}

/** Calls the API as its endpoint does. */
export async function callApi(method: string, path: string, call: ApiCall = {}): Promise<ApiAnswered> {
  const headers = new Headers(call.headers);
  if (call.token) headers.set('authorization', `Bearer ${call.token}`);
  const isText = typeof call.body === 'string';
  if (call.body !== undefined && !headers.has('content-type'))
    headers.set('content-type', 'application/json');
  const request = new Request(`http://localhost/api/v1${path}`, {
    method,
    headers,
    ...(call.body === undefined ? {} : { body: isText ? String(call.body) : JSON.stringify(call.body) }),
  });
  const response = await answerApiRequest(request, {
    requestId: unique('req_'),
    ip: call.ip ?? '192.0.2.9',
    country: null,
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    json: text === '' ? null : JSON.parse(text),
    text,
  };
}
