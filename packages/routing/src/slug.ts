import { reservedSlugs } from './reserved-slugs.ts';

/** The first label of a tenant's host name, so DNS bounds it to 63; shorter than 3 are country and language codes. */
export const slugLength = { shortest: 3, longest: 63 } as const;

export type SlugCheck = { ok: true } | { ok: false; code: 'invalid' | 'reserved'; reason: string };

const shape = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/**
 * Whether a new workspace may have this address. The reason is a sentence for the person who typed it: it names the
 * character that does not fit, and says so when a letter of another script merely looks like a Latin one.
 */
export function checkSlug(slug: string): SlugCheck {
  if (slug === '') return invalid('Choose an address.');
  const foreign = [...slug].find((character) => !/[a-z0-9-]/.test(character));
  if (foreign !== undefined) return invalid(explainCharacter(foreign));
  if (slug.startsWith('xn--')) {
    return invalid('An address cannot start with “xn--”, which browsers show as letters of another script.');
  }
  if (slug.startsWith('-') || slug.endsWith('-'))
    return invalid('An address starts and ends with a letter or a digit.');
  if (slug.includes('--')) return invalid('Use one hyphen at a time.');
  if (slug.length < slugLength.shortest) return invalid(`Use at least ${slugLength.shortest} characters.`);
  if (slug.length > slugLength.longest) return invalid(`Use at most ${slugLength.longest} characters.`);
  if (/^\d+$/.test(slug))
    return invalid('Use at least one letter: an address of digits alone reads as a number.');
  if (reservedSlugs.has(slug)) {
    return {
      ok: false,
      code: 'reserved',
      reason: `“${slug}” is kept for the platform itself. Choose another address.`,
    };
  }
  return { ok: true };
}

/** Whether a host label or path segment could name a workspace at all; says nothing about whether one exists. */
export function isRoutableSlug(slug: string): boolean {
  return slug.length <= slugLength.longest && shape.test(slug) && !reservedSlugs.has(slug);
}

function invalid(reason: string): SlugCheck {
  return { ok: false, code: 'invalid', reason };
}

const allowed = 'Use the letters a to z, digits and hyphens.';

const scripts = [
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Cherokee', /\p{Script=Cherokee}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Devanagari', /\p{Script=Devanagari}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Hangul', /\p{Script=Hangul}/u],
  ['Hiragana', /\p{Script=Hiragana}/u],
  ['Katakana', /\p{Script=Katakana}/u],
  ['Han', /\p{Script=Han}/u],
] as const;

const latinLookAlikes: Readonly<Record<string, string>> = {
  // Cyrillic
  а: 'a',
  в: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  һ: 'h',
  і: 'i',
  ј: 'j',
  к: 'k',
  ӏ: 'l',
  м: 'm',
  о: 'o',
  р: 'p',
  ԛ: 'q',
  ѕ: 's',
  т: 't',
  у: 'y',
  ѵ: 'v',
  ԝ: 'w',
  х: 'x',
  // Greek
  α: 'a',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  ω: 'w',
  // Armenian and Latin letters outside a to z
  օ: 'o',
  ո: 'n',
  ս: 'u',
  ı: 'i',
  ȷ: 'j',
  ɑ: 'a',
  ɡ: 'g',
  ɩ: 'i',
  ʏ: 'y',
};

function explainCharacter(character: string): string {
  if (/[A-Z]/.test(character)) return 'Use small letters: an address has no capitals.';
  if (/\s/u.test(character)) return 'Use hyphens instead of spaces.';
  if (character === '.' || character === '_') return `Use a hyphen instead of “${character}”.`;
  const name = codePoint(character);
  const lookAlike = latinLookAlikes[character.toLowerCase()];
  const script = scripts.find(([, pattern]) => pattern.test(character))?.[0];
  if (lookAlike !== undefined) {
    const origin = script === undefined ? 'not a plain' : `a ${script} letter, not the Latin`;
    return `“${character}” (${name}) is ${origin} “${lookAlike}” it looks like. ${allowed}`;
  }
  if (script !== undefined) return `“${character}” (${name}) is a ${script} character. ${allowed}`;
  const plain = character.normalize('NFKC').toLowerCase();
  if (/^[a-z0-9-]+$/.test(plain)) {
    return `“${character}” (${name}) is a special form of “${plain}”. ${allowed}`;
  }
  const base = character.normalize('NFD').charAt(0).toLowerCase();
  if (/[a-z]/.test(base)) return `Write “${base}” instead of “${character}”. ${allowed}`;
  if (/\p{C}|\p{M}|\p{Z}/u.test(character))
    return `The address contains an invisible character (${name}). ${allowed}`;
  return `“${character}” does not fit in an address. ${allowed}`;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
