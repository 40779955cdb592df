import outlines from '../fonts/instrument-sans-outlines.json' with { type: 'json' };
import arabicOutlines from '../fonts/plex-sans-arabic-outlines.json' with { type: 'json' };
import { joinedLetters } from './arabic-letters.ts';
import { type Direction, visualOrder } from './visual-order.ts';

type Glyph = readonly [advance: number, outline: string];

/** Of Instrument Sans and IBM Plex Sans Arabic, per character: its advance and its outline, in thousandths of the size, upwards. */
const glyphs = { ...arabicOutlines, ...outlines } as unknown as Record<string, Glyph>;

export interface TextBox {
  size: number;
  width: number;
  /** Lines; the last one ends in an ellipsis where more would be needed. */
  most: number;
}

/** A text in lines that fit, or null when the fonts have not all of its characters. */
export function linesOf(text: string, { size, width, most }: TextBox): string[] | null {
  const plain = text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, (mark) => (mark === '\u200c' ? mark : ''))
    .replace(/\s+/g, ' ')
    .trim();
  if ([...joinedLetters(plain)].some((character) => glyphs[character] === undefined)) return null;
  const fits = (line: string) => widthOf(line, size) <= width;
  const lines: string[] = [];
  let line = '';
  for (const word of plain.split(' ').flatMap((whole) => pieces(whole, fits))) {
    const longer = line ? `${line} ${word}` : word;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    lines.push(line);
    line = word;
  }
  lines.push(line);
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  let last = kept[most - 1] ?? '';
  while (last && !fits(`${last}…`)) last = last.includes(' ') ? last.replace(/ \S*$/, '') : last.slice(0, -1);
  return [...kept.slice(0, -1), `${last.trimEnd()}…`];
}

/** SVG of one line whose baseline is at `y` and which begins at `x`: with its left end, or its right one when it runs so. */
export function outlinedLine(
  line: string,
  { x, y, size, direction = 'ltr' }: { x: number; y: number; size: number; direction?: Direction },
): string {
  let at = 0;
  const left = direction === 'rtl' ? x - widthOf(line, size) : x;
  const paths = [...visualOrder(joinedLetters(line), direction)].map((character) => {
    const [advance, outline] = glyphs[character] ?? [0, ''];
    const path = outline && `<path transform="translate(${at} 0)" d="${outline}"/>`;
    at += advance;
    return path;
  });
  const scale = size / 1000;
  return `<g transform="translate(${left} ${y}) scale(${scale} ${-scale})">${paths.join('')}</g>`;
}

function widthOf(line: string, size: number): number {
  return (
    ([...joinedLetters(line)].reduce((sum, character) => sum + (glyphs[character]?.[0] ?? 0), 0) * size) /
    1000
  );
}

/** A word, cut where it alone is too wide for a line. */
function pieces(word: string, fits: (line: string) => boolean): string[] {
  if (fits(word)) return [word];
  const cut: string[] = [];
  let piece = '';
  for (const character of word) {
    if (!fits(piece + character)) {
      cut.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...cut, piece];
}
