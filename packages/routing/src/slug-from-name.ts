import { slugLength } from './slug.ts';

const spelledOut: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  '&': ' and ',
};

/**
 * The address a workspace's name suggests: `Café Zürich & Co.` gives `cafe-zurich-and-co`. Empty when the name has no
 * letter or digit an address can hold. The result has a valid shape but may be too short, reserved or taken.
 */
export function slugFromName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ßæœøđðłþ&]/g, (character) => spelledOut[character] ?? character)
    .normalize('NFD')
    .replace(/[\p{M}'’]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, slugLength.longest + 1)
    .replace(/^-+/, '')
    .slice(0, slugLength.longest)
    .replace(/-+$/, '');
}
