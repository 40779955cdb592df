import { Prisma } from '@archipelago/db/generated/client';
import { picturePath } from './picture-name.ts';
import type { ShownPicture } from './with-pictures.ts';

/** A picture that the text of a post shows. */
export interface PostPicture {
  name: string;
  /** Pixels, as it is shown. */
  width: number;
  height: number;
}

/** SQL for the pictures of a post, as a JSON list. */
export function picturesOf(workspaceId: Prisma.Sql, postId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(select coalesce(jsonb_agg(jsonb_build_object(
      'name', split_part(f.key, '/', 3), 'width', f.width, 'height', f.height)), '[]')
    from post_picture i join file f on f.workspace_id = i.workspace_id and f.id = i.file_id
    where i.workspace_id = ${workspaceId} and i.post_id = ${postId})`;
}

/** Pixels: a column of text on a phone, on a desk, and on screens that show two for one. */
const widths = [480, 768, 1024, 1344];

/** A picture for everyone at the sizes that screens need; `at` is where the Image CDN has the file at a width. */
export function responsivePicture(
  { name, width, height }: PostPicture,
  at: (path: string, width: number) => string,
): ShownPicture {
  const largest = Math.min(width, Math.max(...widths));
  const path = picturePath(name);
  const sizes = [...widths.filter((candidate) => candidate < largest), largest];
  return {
    src: at(path, Math.min(width, 1024)),
    srcset: sizes.map((size) => `${at(path, size)} ${size}w`).join(', '),
    sizes: '(min-width: 44rem) 42rem, 100vw',
    width,
    height,
  };
}

/** The same for readers that know one size alone: mails and feeds. */
export function plainPicture(
  { name, width, height }: PostPicture,
  at: (path: string, width: number) => string,
): ShownPicture {
  const shownWidth = Math.min(width, 560);
  return {
    src: at(picturePath(name), Math.min(width, 1120)),
    width: shownWidth,
    height: Math.round((height * shownWidth) / width),
  };
}

/** Finds a picture by its name. */
export function byName<Picture extends { name: string }>(
  pictures: readonly Picture[],
  shown: (picture: Picture) => ShownPicture,
): (name: string) => ShownPicture | undefined {
  const known = new Map(pictures.map((picture) => [picture.name, picture]));
  return (name) => {
    const picture = known.get(name);
    return picture && shown(picture);
  };
}
