import { describe, expect, test } from 'vitest';
import { highlight } from './highlight.ts';

function marked(text: string, term: string): string {
  return highlight(text, term)
    .map((part) => (part.isMatch ? `[${part.text}]` : part.text))
    .join('');
}

describe('what was searched is marked', () => {
  test.each([
    ['Ada Lovelace', 'ada', '[Ada] Lovelace'],
    ['Nevada Ada', 'ada', 'Nevada [Ada]'],
    ['Nevada', 'ada', 'Nev[ada]'],
    ['José', 'JOSE', '[José]'],
    ['José', 'jose', '[José]'],
    ['ﬁnch and wren', 'fin', '[ﬁn]ch and wren'],
    ['50% off', '0% o', '5[0% o]ff'],
    ['Billing', 'in', 'Billing'],
    ['Ada', 'grace', 'Ada'],
    ['Ada', '  ', 'Ada'],
  ])('%s, searched for %s', (text, term, shown) => {
    expect(marked(text, term)).toBe(shown);
  });
});
