import { closedCurve, type Point } from './closed-curve.ts';

/** Height of the ground at a place; above 0.52 is land. */
export type HeightField = (x: number, y: number) => number;

/** A hill: centre, radius, height, and how far it is squashed and turned (radians). */
export type Hill = readonly [
  x: number,
  y: number,
  radius: number,
  height: number,
  squash?: number,
  turn?: number,
];

type Segment = readonly [from: Point, to: Point];

/** Summed hills with a little roughness that the seed decides. */
export function heightField(hills: readonly Hill[], seed: number): HeightField {
  return (x, y) => {
    let height = 0;
    for (const [hillX, hillY, radius, top, squash = 1, turn = 0] of hills) {
      const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
      const across = (x - hillX) * cos + (y - hillY) * sin;
      const along = (-(x - hillX) * sin + (y - hillY) * cos) * squash;
      height += top * Math.exp(-(across * across + along * along) / (radius * radius));
    }
    const swell = 0.045 * Math.sin(x / 47 + seed) * Math.cos(y / 39 - seed * 2);
    const ripple = 0.03 * Math.sin((x + y) / 23 + seed * 3) + 0.018 * Math.sin(x / 13 - y / 17 + seed);
    return height + swell + ripple;
  };
}

/** Path data of every closed line at one height, by marching squares on a grid of `step`. */
export function contours(
  field: HeightField,
  width: number,
  height: number,
  level: number,
  step: number,
): string {
  const loops = joinSegments(marchSquares(field, width, height, level, step));
  return loops
    .filter((loop) => loop.length > 6)
    .map((loop) => {
      const points = loop.slice(0, -1);
      return closedCurve(points.length > 40 ? points.filter((_, index) => index % 2 === 0) : points);
    })
    .join('');
}

/** Which edges a cell's line crosses, by the bits of its corners above the level: 0 top, 1 right, 2 bottom, 3 left. */
const crossings: readonly (readonly (readonly [number, number])[])[] = [
  [],
  [[3, 0]],
  [[0, 1]],
  [[3, 1]],
  [[1, 2]],
  [
    [3, 0],
    [1, 2],
  ],
  [[0, 2]],
  [[3, 2]],
  [[2, 3]],
  [[2, 0]],
  [
    [0, 1],
    [2, 3],
  ],
  [[2, 1]],
  [[1, 3]],
  [[1, 0]],
  [[0, 3]],
  [],
];

function marchSquares(
  field: HeightField,
  width: number,
  height: number,
  level: number,
  step: number,
): Segment[] {
  const columns = Math.ceil(width / step) + 4;
  const rows = Math.ceil(height / step) + 4;
  const origin = -2 * step;
  const outside = -9;
  const sample = (column: number, row: number): number => {
    const onEdge = row === 0 || column === 0 || row === rows || column === columns;
    return onEdge ? outside : field(origin + column * step, origin + row * step) - level;
  };
  const grid = Array.from({ length: rows + 1 }, (_, row) =>
    Array.from({ length: columns + 1 }, (_, column) => sample(column, row)),
  );
  const value = (column: number, row: number): number => grid[row]?.[column] ?? outside;

  const segments: Segment[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const [x, y] = [origin + column * step, origin + row * step];
      const corners: readonly (readonly [Point, number])[] = [
        [[x, y], value(column, row)],
        [[x + step, y], value(column + 1, row)],
        [[x + step, y + step], value(column + 1, row + 1)],
        [[x, y + step], value(column, row + 1)],
      ];
      const above = corners.reduce((bits, [, height], index) => bits | (height > 0 ? 1 << index : 0), 0);
      const crossing = (edge: number): Point => {
        const [from, fromHeight] = corners[edge] as readonly [Point, number];
        const [to, toHeight] = corners[(edge + 1) % 4] as readonly [Point, number];
        const share = fromHeight / (fromHeight - toHeight);
        return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
      };
      for (const [first, second] of crossings[above] ?? [])
        segments.push([crossing(first), crossing(second)]);
    }
  }
  return segments;
}

function joinSegments(segments: readonly Segment[]): Point[][] {
  const key = ([x, y]: Point): string => `${x.toFixed(2)},${y.toFixed(2)}`;
  const touching = new Map<string, (readonly [segment: Segment, end: 0 | 1])[]>();
  for (const segment of segments) {
    for (const end of [0, 1] as const) {
      const at = key(segment[end]);
      touching.set(at, [...(touching.get(at) ?? []), [segment, end]]);
    }
  }

  const used = new Set<Segment>();
  const loops: Point[][] = [];
  for (const segment of segments) {
    if (used.has(segment)) continue;
    used.add(segment);
    const loop: Point[] = [segment[0], segment[1]];
    let last = segment[1];
    for (;;) {
      const next = touching.get(key(last))?.find(([candidate]) => !used.has(candidate));
      if (!next) break;
      used.add(next[0]);
      last = next[0][next[1] === 0 ? 1 : 0];
      loop.push(last);
    }
    loops.push(loop);
  }
  return loops;
}
