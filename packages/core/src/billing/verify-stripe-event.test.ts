import { expect, test } from 'vitest';
import { Stripe } from './stripe.ts';
import { verifyStripeEvent } from './verify-stripe-event.ts';

const oldSecret = 'whsec_old_old_old_old_old';
const newSecret = 'whsec_new_new_new_new_new';
const now = Date.UTC(2026, 10, 21, 9);
const body = JSON.stringify({ id: 'evt_1', object: 'event', type: 'invoice.paid' }, null, 2);

function sign(options: { secret?: string; secondsAgo?: number; payload?: string } = {}): string {
  return Stripe.webhooks.generateTestHeaderString({
    payload: options.payload ?? body,
    secret: options.secret ?? newSecret,
    timestamp: now / 1000 - (options.secondsAgo ?? 0),
  });
}

const verify = (signature: string | null, secrets = [newSecret], payload = body) =>
  verifyStripeEvent(payload, signature, secrets, now);

test('exactly what was signed is accepted', () => {
  expect(verify(sign())?.id).toBe('evt_1');
});

test('while a secret is replaced, either one is accepted', () => {
  expect(verify(sign({ secret: oldSecret }), [newSecret, oldSecret])?.id).toBe('evt_1');
  expect(verify(sign({ secret: newSecret }), [newSecret, oldSecret])?.id).toBe('evt_1');
});

test('after the replacement the old secret is refused', () => {
  expect(verify(sign({ secret: oldSecret }))).toBeNull();
});

test('the same JSON written differently is refused', () => {
  expect(verify(sign(), [newSecret], JSON.stringify(JSON.parse(body)))).toBeNull();
});

test('a signature is good for five minutes', () => {
  expect(verify(sign({ secondsAgo: 300 }))).not.toBeNull();
  expect(verify(sign({ secondsAgo: 301 }))).toBeNull();
});

test('a signature from more than a minute ahead is refused', () => {
  expect(verify(sign({ secondsAgo: -60 }))).not.toBeNull();
  expect(verify(sign({ secondsAgo: -61 }))).toBeNull();
  expect(verify(sign({ secondsAgo: -86_400 }))).toBeNull();
});

test.each([null, '', 't=,v1=', 'v1=abc', 't=abc,v1=def'])('the header %j is refused', (signature) => {
  expect(verify(signature)).toBeNull();
});

test('a signature of another scheme is refused', () => {
  expect(verify(sign().replace('v1=', 'v0='))).toBeNull();
});
