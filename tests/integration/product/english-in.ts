import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root as repository } from '../../support/source-files.ts';
import type { Language } from './site-in.ts';

type Messages = Record<string, unknown>;

const folders = ['apps/web/src/messages', 'packages/core/src/errors', 'packages/core/src/mail'];
const files = folders.flatMap((folder) =>
  readdirSync(join(repository, folder))
    .filter((file) => file.endsWith('.en.ts'))
    .map((file) => join(repository, folder, file)),
);

/** Every text of the catalogues of a language. */
async function textsOf(language: string): Promise<string[]> {
  const modules = await Promise.all(
    files.map((file) => import(file.replace('.en.ts', `.${language}.ts`)) as Promise<Messages>),
  );
  return modules.flatMap((module) => stringsIn(module));
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

const english = [...new Set(await textsOf('en'))];
const own: Record<Language, Set<string>> = {
  de: new Set(await textsOf('de')),
  es: new Set(await textsOf('es')),
  ar: new Set(await textsOf('ar')),
};

const patterns = new Map<Language, RegExp>();

/** Any English message as a whole text, with anything where something is put in. */
function anyMessage(language: Language): RegExp {
  const known = patterns.get(language);
  if (known) return known;
  const alternatives = english
    // What is nothing but what is put in says nothing in any language.
    .filter((text) => !own[language].has(text) && /[a-z]{2}/i.test(text.replace(/\{\w+\}/g, '')))
    .map((text) => text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '.+'));
  const pattern = new RegExp(`^(?:${alternatives.join('|')})$`);
  patterns.set(language, pattern);
  return pattern;
}

/** Words that an English sentence can hardly do without, and that none of these languages has. */
const telling = /\b(?:the|and|you|your|with|this|that|of|to|is|are|here|for|from|not|by|it)\b/gi;

/** Names of products and people, addresses of pages and mailboxes. */
const names =
  /Archipelago|Atoll|Robin Strand|Olive Penhallow|WhatsApp|LinkedIn|Bluesky|RSS|UTC|Markdown|Clerk|\S+@\S+|\S+\.(?:test|localhost)\S*|w[\da-f]{12}/g;

/** What is English among the texts of a page that speaks another language. */
export function englishIn(texts: readonly string[], language: Language): string[] {
  return texts.filter((text) => {
    if (anyMessage(language).test(text)) return true;
    const rest = text.replace(names, '');
    // A single word may be a name: of a language for programs, or of a way in.
    if (language === 'ar')
      return /[a-z]{2,}\s+[a-z]{2}/i.test(rest) || (/[a-z]{3}/i.test(rest) && !/[\u0600-\u06ff]/.test(rest));
    return new Set(rest.toLowerCase().match(telling) ?? []).size > 1;
  });
}
