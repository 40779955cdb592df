import type { Drawing } from './drawings.ts';
import { randomFrom, seedFrom } from './random.ts';

/** Few, so that each is traced once per process and kept. */
const covers: readonly Drawing[] = Array.from({ length: 8 }, (_, variant) => drawCover(variant + 1));

/** The picture of a post that has none: the same post always gets the same one of eight. */
export function coverDrawing(seed: string): Drawing {
  return covers[seedFrom(seed) % covers.length] as Drawing;
}

function drawCover(variant: number): Drawing {
  const random = randomFrom(variant * 7919);
  const within = (least: number, most: number): number => Math.round(least + random() * (most - least));
  const isMainLeft = random() < 0.5;
  const mainX = isMainLeft ? within(200, 320) : within(560, 700);
  const otherX = isMainLeft ? within(580, 720) : within(160, 300);
  const routeY = within(30, 120);
  return {
    width: 900,
    height: 420,
    seed: variant,
    grid: 150,
    soundings: 80,
    step: 10,
    hills: [
      [mainX, within(170, 250), within(100, 128), 1.12, 1.1 + random() * 0.3, random() * 3],
      [otherX, within(100, 300), within(62, 84), 1.02, 1 + random() * 0.3, random() * 3],
      [within(420, 480), within(40, 90), 30, 0.7],
      [within(790, 860), within(290, 370), within(34, 48), 0.84],
      [within(20, 90), within(320, 400), within(30, 44), 0.8],
    ],
    overprint: `<path class="mag" d="M20 ${420 - routeY}C240 380 400 250 470 190S640 330 890 ${routeY}" stroke-dasharray="6 4"/>`,
  };
}
