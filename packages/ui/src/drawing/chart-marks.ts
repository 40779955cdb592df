import { round } from './closed-curve.ts';
import { contours, type HeightField, type Hill, heightField, relief } from './contours.ts';

/** x0, y0, x1, y1. */
export type Box = readonly [number, number, number, number];

export interface ChartOptions {
  width: number;
  height: number;
  hills: readonly Hill[];
  seed?: number;
  /** Distance between the lines of the grid. */
  grid?: number;
  /** The grid starts here, so that no line runs under a heading. */
  gridFrom?: number;
  /** How many depth figures to try to place. */
  soundings?: number;
  /** Where no depth figure may stand. */
  clear?: readonly Box[];
  /** Size of the cells the lines are traced on: smaller is smoother and heavier. */
  step?: number;
}

/**
 * The inside of a nautical chart's SVG, decided by its seed: what the `.chart` classes of components.css paint.
 * Costs some milliseconds: draw it at build time or keep it.
 */
export function chartMarks({
  width,
  height,
  hills,
  seed = 1,
  grid = 120,
  gridFrom = 0,
  soundings = 60,
  clear = [],
  step = 8,
}: ChartOptions): string {
  const field = heightField(hills, seed);
  const ground = relief(field, width, height, step);
  const line = (className: string, level: number): string => {
    const path = contours(ground, level);
    return path && `<path class="${className}" d="${path}"/>`;
  };
  return (
    `<path class="grat" d="${gridLines(width, height, grid, gridFrom)}" fill="none"/>` +
    `${line('deep', 0.1)}${line('sh2', 0.2)}${line('sh1', 0.34)}` +
    `${line('land', 0.52)}${line('hill', 0.68)}${line('hill', 0.84)}${line('hill', 1)}` +
    `<g class="snd">${depths(field, width, height, seed, soundings, clear)}</g>`
  );
}

function gridLines(width: number, height: number, grid: number, from: number): string {
  let path = '';
  for (let x = grid; x < width; x += grid) if (x >= from) path += `M${x} 0V${height}`;
  for (let y = grid; y < height; y += grid) path += `M${from} ${y}H${width}`;
  return path;
}

function depths(
  field: HeightField,
  width: number,
  height: number,
  seed: number,
  count: number,
  clear: readonly Box[],
): string {
  const random = parkMiller(seed * 9301 + 7);
  const placed: [number, number][] = [];
  let figures = '';
  for (let tries = 0; tries < count; tries++) {
    const x = 20 + random() * (width - 40);
    const y = 20 + random() * (height - 40);
    const ground = field(x, y);
    const isCovered = clear.some(([x0, y0, x1, y1]) => x > x0 && x < x1 && y > y0 && y < y1);
    const isCrowded = placed.some(([otherX, otherY]) => Math.hypot(otherX - x, otherY - y) < 34);
    if (ground > 0.36 || isCovered || isCrowded) continue;
    placed.push([x, y]);
    const depth = Math.max(2, Math.round((0.5 - ground) * 90 + random() * 8 - 14));
    figures += `<text x="${round(x)}" y="${round(y)}">${depth}</text>`;
  }
  return figures;
}

function parkMiller(seed: number): () => number {
  const modulus = 2147483647;
  let state = seed;
  return () => {
    state = (state * 16807) % modulus;
    return state / modulus;
  };
}
