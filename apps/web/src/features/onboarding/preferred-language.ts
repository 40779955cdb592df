import { type Language, languages } from '@archipelago/core/language/languages';

/** The language a site is offered in first: what the person's browser asks for most, of those there are. */
export function preferredLanguage(acceptLanguage: string | null): Language {
  const asked = (acceptLanguage ?? '').split(',').map((range) => {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    return { language: tag.split('-')[0] ?? '', quality: quality ? Number(quality.slice(2)) : 1 };
  });
  const wanted = asked
    .filter(({ language, quality }) => quality > 0 && Object.hasOwn(languages, language))
    .sort((one, other) => other.quality - one.quality)[0];
  return (wanted?.language ?? 'en') as Language;
}
