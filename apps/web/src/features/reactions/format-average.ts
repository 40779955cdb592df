import { type Language, localeOf } from '@archipelago/core/language/languages';

/** `4.5`, as the language writes it. */
export function formatAverage(average: number, language: Language): string {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(localeOf(language), digits).format(average);
}
