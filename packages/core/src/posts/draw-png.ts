import { Resvg } from '@resvg/resvg-js';

/** A picture of an SVG that has no text in it: no font is loaded, and nothing is fetched. */
export function drawPng(svg: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng());
}
