import type { Point } from './closed-curve.ts';
import { compactCurve } from './compact-curve.ts';

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

/** In units of the drawing. */
const tolerance = 1.5;

type Segment = readonly [from: Point, to: Point];

/** Summed hills with a little roughness that the seed decides. */
export function heightField(hills: readonly Hill[], seed: number): HeightField {
  const shapes = hills.map(([x, y, radius, top, squash = 1, turn = 0]) => {
    return { x, y, top, squash, cos: Math.cos(turn), sin: Math.sin(turn), spread: radius * radius };
  });
  return (x, y) => {
    let height = 0;
    for (const hill of shapes) {
      const across = (x - hill.x) * hill.cos + (y - hill.y) * hill.sin;
      const along = (-(x - hill.x) * hill.sin + (y - hill.y) * hill.cos) * hill.squash;
      height += hill.top * Math.exp(-(across * across + along * along) / hill.spread);
    }
    const swell = 0.045 * Math.sin(x / 47 + seed) * Math.cos(y / 39 - seed * 2);
    const ripple = 0.03 * Math.sin((x + y) / 23 + seed * 3) + 0.018 * Math.sin(x / 13 - y / 17 + seed);
    return height + swell + ripple;
  };
}

/** The ground's heights on a grid a little larger than the drawing. */
export interface Relief {
  columns: number;
  rows: number;
  step: number;
  /** Row by row, `columns + 1` to a row; NaN along the border, which counts as below every level. */
  heights: Float64Array;
}

/** Measures the ground once, for lines at any number of levels. */
export function relief(field: HeightField, width: number, height: number, step: number): Relief {
  const columns = Math.ceil(width / step) + 4;
  const rows = Math.ceil(height / step) + 4;
  const heights = new Float64Array((columns + 1) * (rows + 1)).fill(Number.NaN);
  for (let row = 1; row < rows; row++) {
    for (let column = 1; column < columns; column++) {
      heights[row * (columns + 1) + column] = field((column - 2) * step, (row - 2) * step);
    }
  }
  return { columns, rows, step, heights };
}

/** Path data of every closed line at one height, by marching squares. */
export function contours(ground: Relief, level: number): string {
  return joinSegments(marchSquares(ground, level))
    .filter((loop) => loop.length > 6)
    .map((loop) => {
      const points = loop.slice(0, -1);
      return compactCurve(
        withoutStraight(points.length > 40 ? points.filter((_, index) => index % 2 === 0) : points),
      );
    })
    .join('');
}

/** Without the points that a line through their neighbours passes anyway, nearly; never two in a row. */
function withoutStraight(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  let isLastKept = false;
  for (const [index, point] of points.entries()) {
    const before = points[index - 1];
    const after = points[index + 1];
    const isNeeded: boolean =
      !isLastKept || !before || !after || distanceTo(point, before, after) > tolerance;
    if (isNeeded) kept.push(point);
    isLastKept = isNeeded;
  }
  return kept;
}

function distanceTo([x, y]: Point, from: Point, to: Point): number {
  const [across, along] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(across, along);
  return length === 0 ? 0 : Math.abs(across * (y - from[1]) - along * (x - from[0])) / length;
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

const outside = -9;
const allAbove = 15;

function marchSquares({ columns, rows, step, heights }: Relief, level: number): Segment[] {
  const value = (column: number, row: number): number => {
    const height = heights[row * (columns + 1) + column] ?? Number.NaN;
    return Number.isNaN(height) ? outside : height - level;
  };
  const land = Uint8Array.from(heights, (height) => (height > level ? 1 : 0));
  const segments: Segment[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = row * (columns + 1) + column;
      const under = at + columns + 1;
      const above =
        (land[at] ?? 0) |
        ((land[at + 1] ?? 0) << 1) |
        ((land[under + 1] ?? 0) << 2) |
        ((land[under] ?? 0) << 3);
      // Most cells lie wholly on one side.
      if (above === 0 || above === allAbove) continue;
      const around = [
        value(column, row),
        value(column + 1, row),
        value(column + 1, row + 1),
        value(column, row + 1),
      ];
      const [x, y] = [(column - 2) * step, (row - 2) * step];
      const corners: readonly Point[] = [
        [x, y],
        [x + step, y],
        [x + step, y + step],
        [x, y + step],
      ];
      const crossing = (edge: number): Point => {
        const other = (edge + 1) % 4;
        const [from, to] = [corners[edge], corners[other]] as [Point, Point];
        const [fromHeight, toHeight] = [around[edge], around[other]] as [number, number];
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
      const there = touching.get(at);
      if (there) there.push([segment, end]);
      else touching.set(at, [[segment, end]]);
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
