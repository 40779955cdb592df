import type { Point } from './closed-curve.ts';

/**
 * SVG path data of a closed Catmull-Rom curve through the points, in whole units and relative to each other: a third of the
 * length of what `closedCurve` writes, for drawings that are as large as a page. Such a curve leaves a point as it came, so
 * that each piece after the first needs one corner only.
 */
export function compactCurve(points: readonly Point[]): string {
  const at = (index: number): Point => points[(index + points.length) % points.length] as Point;
  let [penX, penY] = [Math.round(at(0)[0]), Math.round(at(0)[1])];
  let path = `M${penX} ${penY}`;
  for (let index = 0; index < points.length; index++) {
    const [before, start, end, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    const leaving = [start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6];
    const arriving = [end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6];
    const numbers = [...(index === 0 ? leaving : []), ...arriving, end[0], end[1]];
    for (const [place, value] of numbers.entries()) {
      const offset = Math.round(value) - (place % 2 === 0 ? penX : penY);
      const letter = place === 0 && index < 2 ? (index === 0 ? 'c' : 's') : '';
      // A minus sign and a letter separate as well as a space does.
      path += letter || offset < 0 ? `${letter}${offset}` : ` ${offset}`;
    }
    [penX, penY] = [Math.round(end[0]), Math.round(end[1])];
  }
  return `${path}Z`;
}
