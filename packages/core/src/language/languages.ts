/** What a workspace can be in. Each is written as its own speakers write it, because they look for it. */
export const languages = { en: 'English', de: 'Deutsch', es: 'Español', ar: 'العربية' } as const;

export type Language = keyof typeof languages;

/** A workspace's own; English for one that an older version of this product knew. */
export function languageOf({ language }: { language: string }): Language {
  return Object.hasOwn(languages, language) ? (language as Language) : 'en';
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** As Open Graph writes them: a language there has a country. */
export const openGraphLocales: Record<Language, string> = {
  en: 'en_GB',
  de: 'de_DE',
  es: 'es_ES',
  ar: 'ar_AR',
};

/** What Intl writes numbers, dates and plurals by. */
export function localeOf(language: Language): string {
  return language === 'en' ? 'en-GB' : language;
}
