import { type Html, html, raw } from './html.ts';

/** Lucide (ISC), the few that the local pages use. */
const paths = {
  'arrow-right': '<path d="M5 12h14"/><path d="m12 5 7 7-7 7"/>',
  'arrow-left': '<path d="m12 19-7-7 7-7"/><path d="M19 12H5"/>',
  alert:
    '<circle cx="12" cy="12" r="10"/><line x1="12" x2="12" y1="8" y2="12"/><line x1="12" x2="12.01" y1="16" y2="16"/>',
  check: '<path d="M20 6 9 17l-5-5"/>',
  card: '<rect width="20" height="14" x="2" y="5" rx="2"/><line x1="2" x2="22" y1="10" y2="10"/>',
  plus: '<path d="M5 12h14"/><path d="M12 5v14"/>',
} as const;

export function icon(name: keyof typeof paths): Html {
  return html`<svg class="i" viewBox="0 0 24 24" aria-hidden="true">${raw(paths[name])}</svg>`;
}

/** The product's mark, in the colour of the text around it. */
export const mark: Html = raw(
  '<svg width="20" height="20" viewBox="0 0 64 64" fill="currentColor" aria-hidden="true"><path d="M26.4 8.6C28.6 5.9 30.6 5.1 32.6 5.2C34.6 5.3 37 6.9 38.6 9.2C40.2 11.5 40.4 15.7 42.2 19.2C44 22.7 47.3 26.3 49.2 30.2C51.1 34.1 51.6 38.9 53.4 42.6C55.2 46.3 59.3 49.7 60 52.4C60.7 55.1 59.2 57.9 57.6 59C56 60.1 52.5 60.2 50.4 59C48.3 57.8 46.6 54.5 45.2 51.6C43.8 48.7 43.3 44.8 41.8 41.4C40.3 38 38.1 33.7 36.4 31.4C34.7 29.1 33.2 27.4 31.8 27.4C30.4 27.4 29 29.3 27.8 31.6C26.6 33.9 26 38.1 24.4 41.2C22.8 44.3 20.1 47.4 18.4 50.2C16.7 53 16 56.7 14 58.2C12 59.7 8.3 60 6.6 59.2C4.9 58.4 3.3 55.8 3.6 53.4C3.9 51 7.2 48 8.6 44.6C10 41.2 10.2 37 12 33.2C13.8 29.4 17.2 25.7 19.6 21.6C22 17.5 24.2 11.3 26.4 8.6Z"/><path d="M25.6 51.2C25.5 49.4 26.9 47.5 28.2 46.4C29.5 45.3 31.6 44.5 33.2 44.8C34.8 45.1 36.9 46.5 37.8 48C38.7 49.5 39 52 38.4 53.6C37.8 55.2 36 57.2 34.4 57.8C32.8 58.4 30.3 58.3 28.8 57.2C27.3 56.1 25.7 53 25.6 51.2Z"/></svg>',
);
