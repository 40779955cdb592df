import { fold } from './fold.ts';

export interface TextPart {
  text: string;
  isMatch: boolean;
}

/** The text in parts, so that what was searched can be marked: where it begins a word rather than inside of one. */
export function highlight(text: string, term: string): TextPart[] {
  const wanted = fold(term.trim());
  const letters = [...text.normalize('NFC')];
  if (!wanted) return [{ text, isMatch: false }];
  const folded = letters.map(fold);
  // Where each letter begins in the folded text: a ligature folds to two, an accent on its own to none.
  const starts = folded.map((_, index) => folded.slice(0, index).join('').length);
  const whole = folded.join('');
  const at = placeOf(whole, wanted);
  if (at < 0) return [{ text, isMatch: false }];
  const end = at + wanted.length;
  const isInside = (index: number) =>
    (starts[index] ?? 0) < end && (starts[index] ?? 0) + (folded[index]?.length ?? 0) > at;
  const first = letters.findIndex((_, index) => isInside(index));
  const last = letters.findLastIndex((_, index) => isInside(index)) + 1;
  return [
    { text: letters.slice(0, first).join(''), isMatch: false },
    { text: letters.slice(first, last).join(''), isMatch: true },
    { text: letters.slice(last).join(''), isMatch: false },
  ].filter((part) => part.text !== '');
}

function placeOf(whole: string, wanted: string): number {
  if (whole.startsWith(wanted)) return 0;
  const inWord = whole.indexOf(` ${wanted}`);
  if (inWord >= 0) return inWord + 1;
  // So short, it is looked for where words begin.
  return [...wanted].length < 3 ? -1 : whole.indexOf(wanted);
}
