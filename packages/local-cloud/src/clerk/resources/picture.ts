import sharp from 'sharp';
import { ClerkError } from '../clerk-error.ts';

const side = 128;

/** A person's picture as a data address: small and square, since the local Clerk has no server of images. */
export async function pictureFrom(bytes: Buffer): Promise<string> {
  try {
    const small = await sharp(bytes, { limitInputPixels: 8192 * 8192 })
      .rotate()
      .resize(side, side, { fit: 'cover' })
      .webp({ quality: 75 })
      .toBuffer();
    return `data:image/webp;base64,${small.toString('base64')}`;
  } catch {
    throw new ClerkError(422, 'image_invalid', 'The file is not an image.', 'file');
  }
}
