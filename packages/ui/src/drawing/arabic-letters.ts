/**
 * The forms of each Arabic letter, and of lam with alef, in the order in which Unicode lists them: alone, at the end, at the
 * beginning, in the middle. Two forms: it joins what stands before it alone; one: it joins nothing.
 */
const forms = new Map<string, string[]>();
for (const [first, last] of [
  [0xfb56, 0xfb59],
  [0xfb7a, 0xfb7d],
  [0xfb8a, 0xfb95],
  [0xfbfc, 0xfbff],
  [0xfe80, 0xfefc],
] as const) {
  for (let point = first; point <= last; point += 1) {
    const form = String.fromCodePoint(point);
    const letter = form.normalize('NFKC');
    forms.set(letter, [...(forms.get(letter) ?? []), form]);
  }
}

const tatweel = 'ـ';

/** The text with each Arabic letter in the form its neighbours ask for. Vowel signs are left out. */
export function joinedLetters(text: string): string {
  const letters = lettersOf(text.normalize('NFC').replace(/[\u064b-\u065f\u0670\u06d6-\u06ed]/g, ''));
  return letters
    .map((letter, at) => {
      const own = forms.get(letter);
      if (!own) return letter === '\u200c' || letter === '\u200d' ? '' : letter;
      const isJoined = joinsNext(letters[at - 1]);
      const joins = own.length === 4 && joinsPrevious(letters[at + 1]);
      return own[joins ? (isJoined ? 3 : 2) : isJoined && own.length > 1 ? 1 : 0] ?? letter;
    })
    .join('');
}

/** Lam and an alef after it are one. */
function lettersOf(text: string): string[] {
  const letters: string[] = [];
  for (const letter of text) {
    const last = letters.at(-1);
    if (last === 'ل' && forms.has(last + letter)) letters[letters.length - 1] = last + letter;
    else letters.push(letter);
  }
  return letters;
}

function joinsNext(letter: string | undefined): boolean {
  return letter !== undefined && (letter === tatweel || forms.get(letter)?.length === 4);
}

function joinsPrevious(letter: string | undefined): boolean {
  return letter !== undefined && (letter === tatweel || (forms.get(letter)?.length ?? 0) > 1);
}
