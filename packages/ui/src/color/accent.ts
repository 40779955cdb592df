import { luminance } from './contrast.ts';
import { fromHex, type Oklch, toHex, toLinear } from './oklch.ts';

export type Mode = 'light' | 'dark';

export interface AccentPalette {
  /** Fills: buttons, selected switches. */
  solid: string;
  /** Text on `solid`. */
  onSolid: string;
  /** Links and marks on paper. */
  ink: string;
  /** Tinted background. */
  soft: string;
  /** Tinted border. */
  line: string;
}

/** Lightness and chroma limits per mode: the `--_…` values of theme.css, which derives the same colours in CSS. */
export const accentLimits = {
  light: { solidMin: 0, inkMin: 0, inkMax: 0.47, inkChroma: 0.2, soft: [0.96, 0.02], line: [0.85, 0.06] },
  dark: { solidMin: 0.5, inkMin: 0.79, inkMax: 1, inkChroma: 0.13, soft: [0.275, 0.035], line: [0.4, 0.06] },
} as const;

/** Against a colour of this luminance black and white read equally well, and both reach 4.5. */
const evenLuminance = 0.179;

/** The accent as lower-case `#rrggbb`, or null when the value is not one: nothing else may reach a style sheet. */
export function parseAccent(value: unknown): string | null {
  return typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value) ? value.toLowerCase() : null;
}

/**
 * The colours of an accent as hex, for mail, where CSS cannot derive them. Lightness is clamped, so that any
 * accent stays readable.
 */
export function accentPalette(accent: string, mode: Mode = 'light'): AccentPalette {
  const palette = deriveAccent(fromHex(accent), mode);
  return {
    solid: toHex(palette.solid),
    onSolid: toHex(palette.onSolid),
    ink: toHex(palette.ink),
    soft: toHex(palette.soft),
    line: toHex(palette.line),
  };
}

export function deriveAccent(
  [lightness, chroma, hue]: Oklch,
  mode: Mode,
): Record<keyof AccentPalette, Oklch> {
  const limits = accentLimits[mode];
  const solid: Oklch = [Math.max(lightness, limits.solidMin), chroma, hue];
  const tint = ([tintLightness, most]: readonly [number, number]): Oklch => [
    tintLightness,
    Math.min(chroma, most),
    hue,
  ];
  return {
    solid,
    onSolid: luminance(toLinear(solid)) < evenLuminance ? [1, 0, 0] : [0, 0, 0],
    ink: [clamp(limits.inkMin, lightness, limits.inkMax), Math.min(chroma, limits.inkChroma), hue],
    soft: tint(limits.soft),
    line: tint(limits.line),
  };
}

const clamp = (least: number, value: number, most: number): number => Math.min(most, Math.max(least, value));
