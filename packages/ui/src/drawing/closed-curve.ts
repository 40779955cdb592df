export type Point = readonly [x: number, y: number];

/** One decimal, without a trailing zero. */
export function round(value: number): string {
  const decimal = value.toFixed(1);
  return decimal.endsWith('.0') ? decimal.slice(0, -2) : decimal;
}

/** SVG path data of a closed Catmull-Rom curve through the points, as cubic Béziers. */
export function closedCurve(points: readonly Point[]): string {
  const at = (index: number): Point => points[(index + points.length) % points.length] as Point;
  const control = (from: Point, towards: Point, away: Point, sign: 1 | -1): string =>
    `${round(from[0] + (sign * (towards[0] - away[0])) / 6)} ${round(from[1] + (sign * (towards[1] - away[1])) / 6)}`;
  const pair = (point: Point): string => `${round(point[0])} ${round(point[1])}`;

  let path = `M${pair(at(0))}`;
  for (let index = 0; index < points.length; index++) {
    const [before, start, end, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    path += `C${control(start, end, before, 1)} ${control(end, after, start, -1)} ${pair(end)}`;
  }
  return `${path}Z`;
}
