import { AppError } from '../errors/app-error.ts';
import { type ImageKindName, imageByteLimit, imageKinds } from './image-kinds.ts';
import { type CleanImage, cleanImage } from './images/clean-image.ts';
import { ImageRefused } from './images/image-refused.ts';

/**
 * The picture to keep of what was sent, or BAD_REQUEST, which says what to send instead, for the field `field`. The name
 * and the type that came with it decide nothing.
 */
export async function checkImage(kind: ImageKindName, sent: Blob, field: string): Promise<CleanImage> {
  const { noun, smallest, largest } = imageKinds[kind];
  if (sent.size === 0) throw refused(field, 'Choose a picture first.');
  if (sent.size > imageByteLimit) {
    throw refused(field, 'This picture is larger than 2 MB. Make it smaller, or save it as WebP.');
  }
  const image = cleaned(Buffer.from(await sent.arrayBuffer()), field);
  const { width, height } = image;
  const sides = `It has ${width} × ${height} pixels`;
  if (width > largest || height > largest) {
    throw refused(field, `${sides}; a ${noun} has at most ${largest} on each side. Make it smaller.`);
  }
  if (width < smallest || height < smallest) {
    throw refused(field, `${sides}; a ${noun} has at least ${smallest} on each side. Choose a larger one.`);
  }
  return image;
}

function cleaned(bytes: Buffer, field: string): CleanImage {
  try {
    return cleanImage(bytes);
  } catch (error) {
    if (error instanceof ImageRefused) throw refused(field, error.message);
    throw error;
  }
}

function refused(field: string, message: string): AppError {
  return new AppError('BAD_REQUEST', message, { fields: { [field]: message } });
}
