import { describe, expect, test } from 'vitest';
import { declineOf, readCard } from './test-cards.ts';

const now = Date.parse('2026-11-21T00:00:00Z') / 1000;
const good = { number: '4242 4242 4242 4242', expiry: '12/34', cvc: '123' };

describe('a card', () => {
  test('is read however its number and expiry are spaced', () => {
    for (const expiry of ['12/34', '12 / 34', '1234', '12/2034']) {
      expect(readCard({ ...good, expiry }, now)).toMatchObject({ expMonth: 12, expYear: 2034 });
    }
    expect(readCard({ ...good, number: '4242-4242-4242-4242' }, now)).toMatchObject({ expMonth: 12 });
  });

  test('is valid through the month it names', () => {
    expect(readCard({ ...good, expiry: '11/26' }, now)).toMatchObject({ expMonth: 11 });
    expect(readCard({ ...good, expiry: '10/26' }, now)).toEqual({
      expiry: 'Your card’s expiry date is in the past.',
    });
  });

  test('has each wrong field explained', () => {
    expect(readCard({ number: '', expiry: '13/30', cvc: 'x' }, now)).toEqual({
      number: 'Enter a card number.',
      expiry: 'Enter the expiry date as month and year, for example 12/34.',
      cvc: 'Enter the 3-digit security code on the back of the card.',
    });
    expect(readCard({ ...good, number: '4242' }, now)).toEqual({ number: 'Your card number is incomplete.' });
    expect(readCard({ ...good, number: '4242424242424241' }, now)).toEqual({
      number: 'Your card number is invalid.',
    });
  });

  test('that is declined says why', () => {
    expect(declineOf('decline')?.body).toMatchObject({
      code: 'card_declined',
      decline_code: 'generic_decline',
    });
    expect(declineOf('insufficient')?.body.decline_code).toBe('insufficient_funds');
    expect(declineOf('ok')).toBeNull();
  });
});
