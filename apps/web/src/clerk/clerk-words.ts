import type { Language } from '@archipelago/core/language/languages';
import type { LocalizationResource } from '@clerk/shared/types';

/** Clerk's own are in English until they are told otherwise; each other language is a file that only its pages load. */
const sources: Record<Exclude<Language, 'en'>, () => Promise<LocalizationResource>> = {
  de: async () => (await import('@clerk/localizations/de-DE')).deDE,
  es: async () => (await import('@clerk/localizations/es-ES')).esES,
  ar: async () => (await import('@clerk/localizations/ar-SA')).arSA,
};

/** What no page of ours shows: it would be most of what the page carries. */
const unused =
  /^(?:organization|createOrganization|apiKeys|commerce|billing|waitlist|__experimental|configure|oauth|taskChoose)/;

/** What Clerk's components say in a language. */
export async function clerkWords(language: Language): Promise<LocalizationResource> {
  if (language === 'en') return {};
  const words = await sources[language]();
  return Object.fromEntries(Object.entries(words).filter(([key]) => !unused.test(key)));
}
