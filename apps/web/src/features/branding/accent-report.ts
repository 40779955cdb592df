import { accentPalette, parseAccent } from '@archipelago/ui/color/accent';
import { contrast } from '@archipelago/ui/color/contrast';

/** The platform's own colour, and its pages, as `theme.css` has them. */
export const platformAccent = '#035e79';
const paper = { light: '#f7fafb', dark: '#0a1115' } as const;

export interface ContrastRow {
  key: 'button' | 'light' | 'dark';
  label: string;
  /** WCAG, from 1 to 21, with two digits. */
  ratio: string;
  level: 'AA' | 'AAA';
}

/** How readable a colour is where it will be used. It is clamped there, so that none fails. */
export function accentReport(chosen: string): { accent: string; rows: ContrastRow[] } {
  const accent = parseAccent(chosen) ?? platformAccent;
  const light = accentPalette(accent, 'light');
  const dark = accentPalette(accent, 'dark');
  const button = Math.min(contrast(light.onSolid, light.solid), contrast(dark.onSolid, dark.solid));
  return {
    accent,
    rows: [
      row('button', 'Words on a button', button),
      row('light', 'Links on a light page', contrast(light.ink, paper.light)),
      row('dark', 'Links on a dark page', contrast(dark.ink, paper.dark)),
    ],
  };
}

function row(key: ContrastRow['key'], label: string, ratio: number): ContrastRow {
  return { key, label, ratio: ratio.toFixed(2), level: ratio >= 7 ? 'AAA' : 'AA' };
}
