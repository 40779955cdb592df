import { escapeHtml } from '../mail/escape-html.ts';
import { pictureTag } from './picture-name.ts';

/** How a page shows one picture of a text. */
export interface ShownPicture {
  src: string;
  srcset?: string | undefined;
  sizes?: string | undefined;
  /** Pixels, so that nothing moves when it arrives. */
  width?: number | undefined;
  height?: number | undefined;
}

/**
 * The HTML of a text with each picture of the site as `shown` says. One that is not there any more, or is another
 * workspace's, becomes what its author wrote of it.
 */
export function withPictures(html: string, shown: (pictureName: string) => ShownPicture | undefined): string {
  return html.replace(pictureTag, (_, name: string, alt: string) => {
    const picture = shown(name);
    if (!picture) return alt;
    const { src, srcset, sizes, width, height } = picture;
    const attributes = Object.entries({ src, srcset, sizes, width, height }).flatMap(([attribute, value]) =>
      value === undefined ? [] : [`${attribute}="${escapeHtml(String(value))}"`],
    );
    // The text that it had is escaped already.
    return `<img loading="lazy" ${attributes.join(' ')} alt="${alt}" />`;
  });
}
