const platformAccent = '#135e78';
const lowestContrast = 4.5;

/** The workspace's colour for a mail's button, darkened until white text on it is readable (WCAG AA). `#rrggbb`. */
export function mailAccent(accent: string | null): string {
  let channels = channelsOf(accent ?? platformAccent);
  while (contrastWithWhite(channels) < lowestContrast) {
    channels = channels.map((channel) => Math.floor(channel * 0.95));
  }
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

function channelsOf(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}

function contrastWithWhite(channels: number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
