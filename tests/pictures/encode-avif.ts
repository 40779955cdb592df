import sharp from 'sharp';

/** A PNG as AVIF of that width. Colours are kept as fine as brightness, so that small text stays sharp. */
export function encodeAvif(
  png: Buffer,
  { width, quality }: { width: number; quality: number },
): Promise<Buffer> {
  return sharp(png).resize(width).avif({ quality, effort: 7, chromaSubsampling: '4:4:4' }).toBuffer();
}
