/** A file that is not taken as a picture; the message is a sentence for the person who chose it. */
export class ImageRefused extends Error {
  override readonly name = 'ImageRefused';
}

/** For a file that begins like a picture and then does not go on like one. */
export function damaged(format: string): ImageRefused {
  return new ImageRefused(
    `This ${format} file is damaged or was cut off. Open it in an image editor, save it again, and upload that.`,
  );
}
