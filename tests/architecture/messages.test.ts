import { join } from 'node:path';
import { languages } from '@archipelago/core/language/languages';
import type { Message, Messages } from '@archipelago/core/language/message';
import { describe, expect, test } from 'vitest';
import { root, sourceFiles } from '../support/source-files.ts';

type Language = keyof typeof languages;
type Catalogue = Record<Language, Messages>;

const others = Object.keys(languages).filter((language) => language !== 'en') as Exclude<Language, 'en'>[];
const sources = sourceFiles('.ts', '.astro').filter(({ path }) =>
  /^(apps\/web|packages\/core)\/src\//.test(path),
);
const isCatalogue = (path: string) => /-messages\.ts$/.test(path);

/** Every catalogue by the name it is imported by. */
const catalogues = await Promise.all(
  sources
    .filter(({ path }) => isCatalogue(path))
    .map(async ({ path }) => {
      const [[name, catalogue]] = Object.entries(await import(join(root, path))) as [[string, Catalogue]];
      return { path, name, catalogue };
    }),
);

const formsOf = (message: Message) => (typeof message === 'string' ? [message] : Object.values(message));
const namesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
const namesOf = (message: Message) => [...new Set(formsOf(message).flatMap(namesIn))].sort();

/** The ways in which a language counts up to two hundred. */
function categoriesOf(language: Language): string[] {
  const rules = new Intl.PluralRules(language);
  return [...new Set(Array.from({ length: 201 }, (_, count) => rules.select(count)))].sort();
}

describe('messages', () => {
  test('there are catalogues to judge', () => {
    expect(catalogues.length).toBeGreaterThan(10);
  });

  test.each(catalogues)(
    '$name has every message in every language, with the same values',
    ({ catalogue }) => {
      for (const language of others) {
        expect(Object.keys(catalogue[language]), language).toEqual(Object.keys(catalogue.en));
        for (const [key, message] of Object.entries(catalogue.en)) {
          const translated = catalogue[language][key] ?? '';
          // Some forms say a number as a word; none may need what the others do not have.
          const [names, given] = [namesOf(message), namesOf(translated)];
          const counted = typeof message === 'string' ? [] : ['count'];
          expect([...new Set([...given, ...counted])].sort(), `${language} ${key}`).toEqual(
            [...new Set([...names, ...counted])].sort(),
          );
        }
      }
    },
  );

  test.each(catalogues)('$name counts in every language as that language counts', ({ catalogue }) => {
    for (const language of ['en', ...others] as const) {
      for (const [key, message] of Object.entries(catalogue[language])) {
        if (typeof message === 'string') continue;
        const known = new Intl.PluralRules(language).resolvedOptions().pluralCategories as string[];
        expect(
          Object.keys(message).filter((form) => !known.includes(form)),
          `${language} ${key}`,
        ).toEqual([]);
        expect(
          categoriesOf(language).filter((form) => !(form in message)),
          `${language} ${key}`,
        ).toEqual([]);
      }
    }
  });

  test.each(catalogues)('$name is translated, and shouts in no language', ({ catalogue }) => {
    const same = [
      'Dashboard',
      'Newsletter',
      'Team',
      '{minutes} min',
      'Re: {subject}',
      '{author}, {workspace}',
    ];
    for (const language of others) {
      for (const [key, message] of Object.entries(catalogue[language])) {
        const english = formsOf(catalogue.en[key] ?? '');
        for (const text of formsOf(message)) {
          expect(text, `${language} ${key}`).toBe(text.trim());
          expect(text, `${language} ${key}`).not.toMatch(/^$|[!¡]/);
          if (!same.includes(text)) expect(english, `${language} ${key}`).not.toContain(text);
          const arabic = /\p{Script=Arabic}/u.test(text);
          if (!/^[\s{},\w·]*$/.test(text))
            expect(arabic || text.includes('،'), `${language} ${key}`).toBe(language === 'ar');
        }
      }
    }
  });

  test.each(catalogues)('$name has no message that nothing says', ({ name, catalogue, path }) => {
    const area = path.replace(/-messages\.ts$/, '').replace(/.*\//, '');
    // Refusals are made where they are thrown, from their keys.
    const users = sources.filter(
      ({ path: user, text }) =>
        user !== path && (text.includes(name) || (area === 'refusal' && /\bsaid\(|RefusalKey/.test(text))),
    );
    const text = users.map((user) => user.text).join('\n');
    const unused = Object.keys(catalogue.en).filter((key) => !text.includes(`'${key}'`));
    expect(unused).toEqual([]);
  });
});
