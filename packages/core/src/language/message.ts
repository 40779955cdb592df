import { directionOf, type Language, localeOf } from './languages.ts';

/** One for each way in which the language counts `{count}`; `other` where it makes no difference. */
export type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** A whole sentence or label. `{name}` stands for a value. */
export type Message = string | Plural;

export type Messages = Readonly<Record<string, Message>>;

type NamesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

type NamesOf<M extends Message> = M extends string
  ? NamesIn<M>
  : 'count' | (M extends { other: infer Text extends string } ? NamesIn<Text> : never);

/** A number is written as the language writes numbers, several names as it lists them. */
export type Value = string | number | readonly string[];

/** What a message needs to be said. */
export type ValuesOf<M extends Message> = {
  [Name in NamesOf<M>]: Name extends 'count' ? number : Value;
};

/** The same messages in another language: plurals stay plurals. */
export type Translation<English extends Messages> = {
  readonly [Key in keyof English]: English[Key] extends string ? string : Plural;
};

// Made once: each takes longer to make than a page's messages take to say.
const counting: Partial<Record<Language, Intl.PluralRules>> = {};
const numbers: Partial<Record<Language, Intl.NumberFormat>> = {};

/** The message with its values, in the form that goes with `count`. */
export function fillMessage(
  message: Message,
  values: Readonly<Record<string, Value>>,
  language: Language,
): string {
  const text = typeof message === 'string' ? message : formFor(message, Number(values.count), language);
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    if (value === undefined) return placeholder;
    return written(value, language);
  });
}

function written(value: Value, language: Language): string {
  if (typeof value === 'number') {
    numbers[language] ??= new Intl.NumberFormat(localeOf(language));
    return numbers[language].format(value);
  }
  if (typeof value === 'string') return isolated(value, language);
  return new Intl.ListFormat(localeOf(language)).format(value.map((one) => isolated(one, language)));
}

function formFor(message: Plural, count: number, language: Language): string {
  counting[language] ??= new Intl.PluralRules(localeOf(language));
  return message[counting[language].select(count)] ?? message.other;
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const leftToRight = /[A-Za-z0-9\u00c0-\u024f\u0370-\u052f]/;

/** A name that runs the other way must not turn the words around it: it is put between marks that nobody sees. */
function isolated(value: string, language: Language): string {
  // A mark at its end would become part of it where mail programs make links.
  if (/^https?:/.test(value)) return value;
  const isForeign = (directionOf(language) === 'rtl' ? leftToRight : rightToLeft).test(value);
  return isForeign ? `\u2068${value}\u2069` : value;
}
