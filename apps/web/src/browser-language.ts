import { type Language, languages } from '@archipelago/core/language/languages';

/**
 * What a browser asks for most, of our languages; English when it asks for none of them. Only for what is said or offered
 * before a workspace is known: its pages are in its own language, whoever reads them.
 */
export function browserLanguage(acceptLanguage: string | null): Language {
  const asked = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [range = '', quality = ''] = part.split(';');
      const [, weight] = /^\s*q=([\d.]+)\s*$/.exec(quality) ?? [];
      return { tag: range.trim().toLowerCase().split('-')[0] ?? '', weight: Number(weight ?? 1) };
    })
    .filter(({ tag, weight }) => weight > 0 && Object.hasOwn(languages, tag))
    .sort((a, b) => b.weight - a.weight);
  return (asked[0]?.tag ?? 'en') as Language;
}
