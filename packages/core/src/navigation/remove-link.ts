import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { command } from '../registry/command.ts';
import { arrangeLinks, positionOf } from './arrange-links.ts';
import { idOfLink } from './link-fields.ts';
import { isSitePlace } from './navigation.ts';

/** Takes a link of the workspace's own away. A page of the site can only be hidden. */
export const removeLink = command({
  name: 'remove-link',
  permission: 'workspace:update',
  audit: 'workspace.navigation_changed',
  input: z.strictObject({ linkId: idOfLink }),
  async run(ctx, { linkId }) {
    if (isSitePlace(linkId)) {
      throw new AppError('CONFLICT', 'A page of your site cannot be removed. Hide its link instead.');
    }
    await arrangeLinks(ctx, (links) => {
      const position = positionOf(linkId, links);
      const removed = links[position];
      return removed ? { links: links.toSpliced(position, 1), did: 'removed', which: removed } : null;
    });
    return { linkId };
  },
});
