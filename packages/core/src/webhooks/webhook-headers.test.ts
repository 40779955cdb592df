import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { webhookHeaders } from './webhook-headers.ts';

const secret = `whsec_${Buffer.from('a key of thirty-two bytes, so so').toString('base64')}`;
const other = `whsec_${Buffer.from('another key of thirty-two bytes.').toString('base64')}`;
const message = { id: 'evt', at: new Date(), body: '{"type":"post.published","title":"Ærlig ☂"}' };

test('the standard’s own library accepts the signature', () => {
  expect(new Webhook(secret).verify(message.body, webhookHeaders(message, [secret]))).toEqual(
    JSON.parse(message.body),
  );
});

test('with two secrets a receiver that knows either accepts it', () => {
  const headers = webhookHeaders(message, [secret, other]);
  for (const known of [secret, other])
    expect(() => new Webhook(known).verify(message.body, headers)).not.toThrow();
});

test.each([
  ['another secret', other, message.body],
  ['another body', secret, message.body.replace('post', 'pest')],
])('%s is not accepted', (_, known, body) => {
  expect(() => new Webhook(known).verify(body, webhookHeaders(message, [secret]))).toThrow();
});

test('a message of an hour ago is not accepted', () => {
  const headers = webhookHeaders({ ...message, at: new Date(Date.now() - 3_600_000) }, [secret]);
  expect(() => new Webhook(secret).verify(message.body, headers)).toThrow('too old');
});
