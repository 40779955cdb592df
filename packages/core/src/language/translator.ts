import type { Language } from './languages.ts';
import { fillMessage, type Messages, type Translation, type ValuesOf } from './message.ts';

/** The messages of one area. English says which there are and what each needs. */
export interface Catalogue<English extends Messages> {
  readonly en: English;
  readonly de: Translation<English>;
  readonly es: Translation<English>;
  readonly ar: Translation<English>;
}

/** Says one of an area's messages in one language. */
export type Translator<English extends Messages> = <Key extends keyof English & string>(
  key: Key,
  ...values: keyof ValuesOf<English[Key]> extends never ? [] : [ValuesOf<English[Key]>]
) => string;

export function translator<const English extends Messages>(
  catalogue: Catalogue<English>,
  language: Language,
): Translator<English> {
  const messages: Messages = catalogue[language];
  return (key, ...[values]) => fillMessage(messages[key] ?? key, values ?? {}, language);
}
