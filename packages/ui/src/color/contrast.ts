import { type LinearRgb, linearFromHex } from './oklch.ts';

/** WCAG contrast of two `#rrggbb` colours, from 1 to 21. */
export function contrast(first: string, second: string): number {
  return contrastOf(linearFromHex(first), linearFromHex(second));
}

export function contrastOf(first: LinearRgb, second: LinearRgb): number {
  const [lighter, darker] = [luminance(first), luminance(second)].sort((a, b) => b - a) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative, from 0 to 1, as WCAG defines it. */
export function luminance([red, green, blue]: LinearRgb): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
