/** What a picture of a text is called, in its address and in the store. */
const name = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.(?:png|jpg|webp)';

/** A picture of the site in rendered HTML: its name and what it shows, escaped as it stands there. */
export const pictureTag = new RegExp(
  `<img loading="lazy" src="/pictures/(${name})" alt="([^"]*)"[^>]*>`,
  'g',
);

const wholeName = new RegExp(`^${name}$`);

/** Whether anything in the store may be called this. */
export function isPictureName(text: string): boolean {
  return wholeName.test(text);
}

/** Where a picture is below `/files/`. */
export function picturePath(pictureName: string): string {
  return `picture/${pictureName}`;
}
