import { round } from './closed-curve.ts';

/** A compass rose as chart makers overprint it: a graduated ring with north marked, turned by the variation in degrees. */
export function compass(x: number, y: number, radius: number, turn = 0): string {
  let marks = '';
  for (let angle = 0; angle < 360; angle += 5) {
    const length = angle % 30 === 0 ? 9 : angle % 10 === 0 ? 6 : 3;
    const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
    const inner = radius - length;
    marks += `M${round(x + cos * radius)} ${round(y + sin * radius)}L${round(x + cos * inner)} ${round(y + sin * inner)}`;
  }
  return (
    `<g class="mag" transform="rotate(${turn} ${x} ${y})">` +
    `<circle cx="${x}" cy="${y}" r="${radius}" stroke-width=".8"/>` +
    `<circle cx="${x}" cy="${y}" r="${radius - 14}" stroke-width=".5"/>` +
    `<path d="${marks}" stroke-width=".7"/>` +
    `<path d="M${x} ${y - radius + 18}V${y + radius - 18}M${x - radius + 18} ${y}H${x + radius - 18}" stroke-width=".6"/>` +
    `<path class="north" d="M${x} ${y - radius - 9}l3.4 9h-6.8z"/></g>`
  );
}
