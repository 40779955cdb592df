import { cleanJpeg } from './clean-jpeg.ts';
import { cleanPng, pngSignature } from './clean-png.ts';
import { cleanWebp } from './clean-webp.ts';
import { ImageRefused } from './image-refused.ts';

export interface CleanedPicture {
  bytes: Buffer;
  /** Pixels, as it is shown. */
  width: number;
  height: number;
}

export interface CleanImage extends CleanedPicture {
  extension: keyof typeof contentTypes;
  contentType: string;
}

/** The only formats that are taken, by the end of their name. */
export const contentTypes = { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp' } as const;

/**
 * The picture alone: told by its first bytes, never by its name or the type its sender gave, and written anew without
 * metadata and without what hides behind its end.
 *
 * @throws ImageRefused
 */
export function cleanImage(bytes: Buffer): CleanImage {
  const extension = formatOf(bytes);
  const picture = cleaners[extension](bytes);
  if (picture.width < 1 || picture.height < 1)
    throw new ImageRefused('This picture is empty. Choose another.');
  return { ...picture, extension, contentType: contentTypes[extension] };
}

const cleaners = { png: cleanPng, jpg: cleanJpeg, webp: cleanWebp };

function formatOf(bytes: Buffer): keyof typeof contentTypes {
  if (bytes.subarray(0, pngSignature.length).equals(pngSignature)) return 'png';
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpg';
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return 'webp';
  throw new ImageRefused('This is not a PNG, JPEG or WebP picture. Save it as one of these and upload that.');
}
