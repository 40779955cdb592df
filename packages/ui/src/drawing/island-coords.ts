import { randomFrom, seedFrom } from './random.ts';

/** The workspace's place on an imaginary chart, such as `37°56′N 119°10′W`: a quiet signature its address decides. */
export function islandCoords(slug: string): string {
  const random = randomFrom(seedFrom(slug) ^ 0x9e3779b9);
  const latitude = 8 + random() * 50;
  const longitude = 12 + random() * 150;
  return `${degrees(latitude)}${random() > 0.4 ? 'N' : 'S'} ${degrees(longitude)}${random() > 0.5 ? 'E' : 'W'}`;
}

function degrees(value: number): string {
  const minutes = String(Math.floor((value % 1) * 60)).padStart(2, '0');
  return `${Math.floor(value)}°${minutes}′`;
}
