export type Direction = 'ltr' | 'rtl';

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u;
const letter = /\p{L}/u;
const digit = /\p{N}/u;
const mirrored: Readonly<Record<string, string>> = {
  '(': ')',
  ')': '(',
  '[': ']',
  ']': '[',
  '«': '»',
  '»': '«',
};

/** The direction of a text: that of its first letter. */
export function directionOf(text: string): Direction {
  const first = [...text].find((character) => letter.test(character));
  return first && rightToLeft.test(first) ? 'rtl' : 'ltr';
}

/** The characters of one line from left to right, as they are seen: what a title needs of the Unicode algorithm. */
export function visualOrder(line: string, direction: Direction): string {
  const base = direction;
  const runs: { direction: Direction; text: string }[] = [];
  const characters = [...line];
  characters.forEach((character, at) => {
    const own = ownDirection(character);
    // A space or a sign goes with what stands on both of its sides, else with the line.
    const to = own ?? between(characters, at, base);
    const last = runs.at(-1);
    if (last?.direction === to) last.text += character;
    else runs.push({ direction: to, text: character });
  });
  const seen = runs.map(({ direction: run, text }) => (run === 'rtl' ? reversed(text) : text));
  return (base === 'rtl' ? seen.reverse() : seen).join('');
}

function ownDirection(character: string): Direction | null {
  // Digits are read from left to right everywhere.
  if (digit.test(character)) return 'ltr';
  if (!letter.test(character)) return null;
  return rightToLeft.test(character) ? 'rtl' : 'ltr';
}

function between(characters: readonly string[], at: number, base: Direction): Direction {
  const before = characters.slice(0, at).findLast((other) => ownDirection(other) !== null);
  const after = characters.slice(at + 1).find((other) => ownDirection(other) !== null);
  if (before === undefined || after === undefined) return base;
  // Two numbers in a line from right to left are two, unless a sign alone holds them together.
  if (base === 'rtl' && digit.test(before) && digit.test(after) && !/^[.,:/٫٬]$/.test(characters[at] ?? ''))
    return base;
  const [one, other] = [ownDirection(before), ownDirection(after)];
  return one !== null && one === other ? one : base;
}

function reversed(text: string): string {
  return [...text]
    .reverse()
    .map((character) => mirrored[character] ?? character)
    .join('');
}
