import { z } from 'zod';
import { lockWorkspace } from '../entitlements/require-entitlement.ts';
import { recordFile } from '../files/record-file.ts';
import { storeImage } from '../files/store-image.ts';
import { command } from '../registry/command.ts';
import { pictureMarkdown } from './picture-markdown.ts';
import { coverAlt } from './post-fields.ts';

/**
 * Takes a picture for the text of a post, one that is not saved yet too: PNG, JPEG and WebP up to 2 MB. The team sees it at
 * once, others with a post whose text shows it.
 */
export const uploadPicture = command({
  name: 'upload-picture',
  permission: 'posts:write',
  audit: 'post.picture_uploaded',
  input: z.strictObject({ image: z.file('Choose a picture first.'), alt: coverAlt.default('') }),
  prepare: (ctx, { image }) => storeImage(ctx, 'picture', image, 'image'),
  async run(ctx, { alt }, stored) {
    await lockWorkspace(ctx.tx, ctx.workspace.id);
    await recordFile(ctx, stored);
    const { id, path, contentType, width, height } = stored;
    const size = `${contentType}, ${width} × ${height} pixels`;
    // What it shows belongs to the text, which the log does not have.
    await ctx.audit({
      targetKind: 'file',
      targetId: id,
      targetName: size,
      changes: { picture: { from: null, to: size } },
    });
    const name = path.slice(path.indexOf('/') + 1);
    return { name, markdown: pictureMarkdown(name, alt) };
  },
});
