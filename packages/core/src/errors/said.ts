import type { Language } from '../language/languages.ts';
import { fillMessage, type Value, type ValuesOf } from '../language/message.ts';
import { refusalMessages } from './refusal-messages.ts';
import type { en } from './refusals.en.ts';

export type RefusalKey = keyof typeof en;

/** What is said to people, before it is decided in which language. */
export interface Said {
  key: RefusalKey;
  values: Readonly<Record<string, Value>>;
}

type Given<Key extends RefusalKey> = ValuesOf<(typeof en)[Key]>;

export function said<Key extends RefusalKey>(
  key: Key,
  ...values: keyof Given<Key> extends never ? [] : [Given<Key>]
): Said {
  return { key, values: values[0] ?? {} };
}

export function sayIn(language: Language, { key, values }: Said): string {
  return fillMessage(refusalMessages[language][key], values, language);
}
