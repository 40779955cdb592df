import { parseAccent } from '../color/accent.ts';
import { fromHex } from '../color/oklch.ts';
import { seedFrom } from './random.ts';

/** Chart-ink hues in OKLCH degrees, spaced by eye. */
export const islandHues = [232, 210, 188, 168, 148, 124, 96, 72, 50, 32, 16, 354] as const;

/** The hue of a workspace's mark: its accent's once it chose one, else one of twelve that its address decides. */
export function islandHue(slug: string, accent?: string | null): number {
  const chosen = parseAccent(accent);
  if (chosen) return Math.round(fromHex(chosen)[2]);
  return islandHues[seedFrom(slug) % islandHues.length] as number;
}
