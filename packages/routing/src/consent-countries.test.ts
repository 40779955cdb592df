import { expect, test } from 'vitest';
import { needsConsent } from './consent-countries.ts';

test('who is in Europe, Switzerland, Brazil, Türkiye or Canada is asked, and so is who is nobody knows where', () => {
  for (const country of 'DE FR IE NO IS LI GB JE CH BR TR CA RE AX'.split(' ')) {
    expect(needsConsent(country)).toBe(true);
  }
  expect(needsConsent(null)).toBe(true);
});

test('who is elsewhere is not', () => {
  for (const country of 'US JP AU IN MX ZA'.split(' ')) expect(needsConsent(country)).toBe(false);
});
