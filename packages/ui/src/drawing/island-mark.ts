import { closedCurve, type Point, round } from './closed-curve.ts';
import { islandHue } from './island-hue.ts';
import { randomFrom, seedFrom } from './random.ts';

export interface IslandMarkOptions {
  /** Pixels; 16 is the smallest that reads. */
  size?: number;
  /** The workspace's `#rrggbb`, once it has chosen one. */
  accent?: string | null;
}

const most = 256;
const drawn = new Map<string, string>();

/**
 * The mark of a workspace without a logo, as an SVG string: the same address always gives the same island, so that it is
 * drawn once for all the places of a page. The oldest goes when there are many.
 * Decorative: put the workspace's name beside it.
 */
export function islandMark(slug: string, { size = 32, accent = null }: IslandMarkOptions = {}): string {
  const key = JSON.stringify([slug, size, accent]);
  const found = drawn.get(key);
  if (found) return found;
  const mark = drawIsland(slug, size, accent);
  if (drawn.size >= most) drawn.delete(drawn.keys().next().value ?? '');
  drawn.set(key, mark);
  return mark;
}

const fullTurn = 6.2832;
const shorePoints = 10;

function drawIsland(slug: string, size: number, accent: string | null): string {
  const seed = seedFrom(slug);
  const random = randomFrom(seed);
  const hue = islandHue(slug, accent);

  const phases = [random() * 6.28, random() * 6.28, random() * 6.28] as const;
  const bends = [0.16 + random() * 0.16, 0.06 + random() * 0.13] as const;
  const rotation = random() * 6.28;
  const squash = 0.68 + random() * 0.26;
  const centre: Point = [31 + random() * 4 - 2, 32 + random() * 4 - 2];

  const shore = (radius: number, wobble: number, shift: Point = [0, 0]): string => {
    const points = Array.from({ length: shorePoints }, (_, index): Point => {
      const angle = (index / shorePoints) * fullTurn;
      const bend =
        bends[0] * Math.cos(2 * angle + phases[0]) +
        bends[1] * Math.cos(3 * angle + phases[1]) +
        0.07 * Math.cos(5 * angle + phases[2]);
      const distance = radius * (1 + wobble * bend);
      const x = distance * Math.cos(angle);
      const y = distance * Math.sin(angle) * squash;
      return [
        centre[0] + shift[0] + x * Math.cos(rotation) - y * Math.sin(rotation),
        centre[1] + shift[1] + x * Math.sin(rotation) + y * Math.cos(rotation),
      ];
    });
    return closedCurve(points);
  };

  const peak = random() * 6.28;
  const islet = peak + 2 + random() * 2.2;
  const isletRadius = 3.2 + random() * 2;
  const [isletX, isletY] = [centre[0] + Math.cos(islet) * 24, centre[1] + Math.sin(islet) * 24];

  const land = `oklch(0.95 0.03 ${(hue + 300) % 360 > 180 ? 95 : 85})`;
  return (
    `<svg class="isl" width="${size}" height="${size}" viewBox="0 0 64 64" aria-hidden="true">` +
    `<rect width="64" height="64" rx="14" fill="oklch(0.47 0.085 ${hue})"/>` +
    `<path d="${shore(27, 0.75)}" fill="oklch(0.57 0.09 ${hue})"/>` +
    `<path d="${shore(19, 1)}" fill="${land}"/>` +
    `<circle cx="${round(isletX)}" cy="${round(isletY)}" r="${round(isletRadius)}" fill="${land}"/>` +
    `<path d="${shore(8.5, 0.9, [Math.cos(peak) * 3.5, Math.sin(peak) * 3.5])}" fill="oklch(0.76 0.06 ${hue})"/></svg>`
  );
}
