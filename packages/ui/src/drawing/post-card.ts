import { accentPalette, parseAccent } from '../color/accent.ts';
import { toHex } from '../color/oklch.ts';
import { coverDrawing } from './cover-drawing.ts';
import { drawingMarks } from './drawings.ts';
import { islandMark } from './island-mark.ts';
import { linesOf, outlinedLine } from './outlined-text.ts';
import { postCardSize } from './post-card-size.ts';
import { directionOf } from './visual-order.ts';

export interface PostCardLook {
  title: string;
  /** Decides its chart, as on the site. */
  seed: string;
  workspace: { slug: string; name: string; accent: string | null };
}

const margin = 72;
const ink = '#0f2029';

/** The colours of a chart in light mode, as theme.css has them: what draws this knows no variables. */
const chartStyle = `.land{fill:#f7eccb;stroke:#ab8f56;stroke-width:1.1}.hill{fill:none;stroke:#ab8f56;stroke-width:.7;opacity:.6}
.sh1{fill:#d7eff8;stroke:#a4c6d6;stroke-width:.8}.sh2{fill:#e8f6fb;stroke:#a4c6d6;stroke-width:.7}
.deep{fill:none;stroke:#a4c6d6;stroke-width:.6}.grat{stroke:#a4c6d6;stroke-width:.5;opacity:.7}
.mag{stroke:#c3207f;fill:none;stroke-width:1}`;

/**
 * The picture of a post beside a link to it, as SVG without text: what is written is drawn, from the side where its title
 * begins. A title in letters that the fonts have not is left out.
 */
export function postCardSvg({ title, seed, workspace }: PostCardLook): string {
  const { width, height } = postCardSize;
  const accent = parseAccent(workspace.accent);
  const band = accent ? accentPalette(accent).solid : '#035e79';
  const written = linesOf(title, { size: 68, width: width - 2 * margin, most: 3 }) ?? [];
  const name = linesOf(workspace.name, { size: 30, width: width - 2 * margin - 80, most: 1 })?.[0] ?? '';
  const chart = withoutOklch(drawingMarks(coverDrawing(seed)).replace(/<g class="snd">.*?<\/g>/gs, ''));
  const mark = withoutOklch(islandMark(workspace.slug, { size: 56, accent }));
  const direction = directionOf(title);
  const isTurned = direction === 'rtl';
  const from = (distance: number) => (isTurned ? width - margin - distance : margin + distance);
  // Arabic letters reach further below their line.
  const step = isTurned ? 92 : 80;
  const bottom = height - 168 - (isTurned ? 8 : 0);
  const lines = written.map((line, index) =>
    outlinedLine(line, { x: from(0), y: bottom - (written.length - 1 - index) * step, size: 68, direction }),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<style>${chartStyle}</style>
<rect width="${width}" height="${height}" fill="#f7fafb"/>
<svg width="${width}" height="${height}" viewBox="0 0 900 420" preserveAspectRatio="xMidYMid slice">${chart}</svg>
<rect y="${bottom - step * Math.max(written.length, 1) - 28}" width="${width}" height="${height}" fill="#ffffff"/>
<rect y="${height - 10}" width="${width}" height="10" fill="${band}"/>
<g fill="${ink}" stroke="${ink}" stroke-width="26" stroke-linejoin="round">${lines.join('')}</g>
<g transform="translate(${isTurned ? from(56) : margin} ${height - 118})">${mark}</g>
<g fill="${ink}" stroke="${ink}" stroke-width="10">${outlinedLine(name, { x: from(76), y: height - 80, size: 30, direction })}</g>
</svg>`;
}

function withoutOklch(svg: string): string {
  return svg.replace(/oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g, (_, l, c, h) =>
    toHex([Number(l), Number(c), Number(h)]),
  );
}
