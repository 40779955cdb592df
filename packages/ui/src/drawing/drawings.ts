import { type ChartOptions, chartMarks } from './chart-marks.ts';
import { compass } from './compass.ts';

/** A place for a name in a drawing, in the drawing's own units. */
export interface LabelPlace {
  x: number;
  y: number;
}

export interface Drawing extends ChartOptions {
  /** Overprint in magenta and other fixed SVG, on top of the land. */
  overprint?: string;
  label?: LabelPlace;
}

/** The sea behind the headline of the home page. */
const hero: Drawing = {
  width: 1440,
  height: 760,
  seed: 3,
  step: 10,
  grid: 180,
  gridFrom: 700,
  soundings: 120,
  clear: [
    [60, 60, 690, 420],
    [1070, 170, 1290, 230],
    [1225, 30, 1420, 225],
  ],
  hills: [
    [1150, 240, 140, 1.2, 1.16, 0.15],
    [905, 118, 50, 0.86, 1.3],
    [5, 130, 62, 1],
    [75, 600, 112, 1.02, 1, 0.3],
    [860, 419, 34, 0.72],
    [1371, 517, 68, 1.02],
    [1011, 520, 26, 0.66],
    [588, 696, 42, 0.72],
  ],
  overprint: `<g opacity=".6">${compass(1330, 118, 58, -9)}</g>`,
};

/** Four workspaces and one deployment, for the diagram of how a request finds its island. */
const harbour: Drawing = {
  width: 1120,
  height: 480,
  seed: 5,
  grid: 160,
  soundings: 90,
  clear: [
    [330, 200, 640, 350],
    [40, 290, 330, 400],
    [560, 20, 850, 120],
    [790, 370, 1110, 470],
  ],
  hills: [
    [219, 131, 116, 1.16, 1.4, 0.1],
    [986, 90, 58, 0.98],
    [782, 295, 122, 1.18, 1.22, -0.2],
    [520, 60, 26, 0.66],
    [1074, 250, 26, 0.66],
    [362, 430, 36, 0.74],
  ],
  overprint:
    '<g class="mag" stroke-dasharray="5 4" stroke-width="1.3"><path d="M455 262C400 240 350 210 290 165"/>' +
    '<path d="M500 274C560 296 610 304 668 304"/><path d="M496 258C600 190 800 120 930 96"/></g>' +
    '<circle class="light" cx="476" cy="266" r="17"/><circle class="north" cx="476" cy="266" r="4"/>' +
    '<path class="mag" d="M476 243v-9M476 289v9M453 266h-9M499 266h9"/>',
};

/** One large island beside the sign-in form. */
const anchorage: Drawing = {
  width: 760,
  height: 900,
  seed: 7,
  step: 10,
  grid: 190,
  soundings: 90,
  clear: [[340, 390, 560, 440]],
  hills: [
    [392, 420, 168, 1.1],
    [566, 232, 44, 0.84],
    [151, 184, 36, 0.86],
    [641, 729, 54, 0.94, 1, 0.4],
    [95, 758, 84, 0.94],
  ],
  overprint: compass(150, 620, 60, -6),
  label: { x: 350, y: 412 },
};

/** An island that is being measured, beside the form that founds a workspace. */
const survey: Drawing = {
  width: 760,
  height: 900,
  seed: 11,
  step: 10,
  grid: 190,
  soundings: 100,
  clear: [[460, 240, 600, 275]],
  hills: [
    [389, 402, 146, 1.16, 1.14],
    [128, 130, 50, 0.9],
    [651, 162, 80, 1.02],
    [111, 699, 92, 1.02, 1.15],
    [640, 718, 82, 1.02],
  ],
  overprint:
    '<g class="mag"><path d="M390 400m-176 0a176 150 0 1 0 352 0a176 150 0 1 0 -352 0" stroke-dasharray="5 5"/>' +
    '<path d="M390 226v-18M390 574v18M196 400h-18M584 400h18"/></g><text class="magt" x="478" y="262">being surveyed</text>',
  label: { x: 345, y: 394 },
};

/** Open water for pages that found nothing. */
const openSea: Drawing = {
  width: 1440,
  height: 760,
  seed: 2,
  step: 10,
  grid: 180,
  soundings: 90,
  clear: [
    [480, 150, 960, 460],
    [1095, 240, 1265, 420],
    [0, 0, 260, 70],
    [1340, 0, 1440, 80],
  ],
  hills: [
    [1298, 643, 92, 1.06],
    [128, 404, 60, 0.94],
    [1241, 120, 32, 0.78],
    [208, 639, 28, 0.68],
    [612, 690, 46, 0.9],
    [862, 150, 30, 0.76],
  ],
  overprint: compass(1180, 330, 66, -9),
};

export const drawings = { hero, harbour, anchorage, survey, openSea } as const;

const traced = new Map<Drawing, string>();

/** The inside of a drawing's SVG, traced once per process. */
export function drawingMarks(drawing: Drawing): string {
  const kept = traced.get(drawing);
  if (kept !== undefined) return kept;
  const marks = chartMarks(drawing) + (drawing.overprint ?? '');
  traced.set(drawing, marks);
  return marks;
}
