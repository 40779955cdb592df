import type { PostAudience } from '@archipelago/core/posts/post-audience';
import { byName, type PostPicture, responsivePicture } from '@archipelago/core/posts/post-picture';
import type { ShownPicture } from '@archipelago/core/posts/with-pictures';
import type { TenantPaths } from '../../paths.ts';

/** How the pictures of a published text are shown: those for everyone in the size a screen needs, others as they are. */
export function picturesFor(
  { audience, pictures }: { audience: PostAudience; pictures: readonly PostPicture[] },
  paths: TenantPaths,
): (name: string) => ShownPicture | undefined {
  return byName(pictures, (picture) => {
    const { name, width, height } = picture;
    if (audience !== 'everyone') return { src: paths.picture(name), width, height };
    return responsivePicture(picture, (path, wanted) => paths.image(path, { width: wanted }));
  });
}
