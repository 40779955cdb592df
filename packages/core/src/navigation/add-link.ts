import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { command } from '../registry/command.ts';
import { arrangeLinks } from './arrange-links.ts';
import { linkAddress, linkLabel, linkSpot, ownPathOf } from './link-fields.ts';
import { isSitePlace, mostOwnLinks } from './navigation.ts';

/** Adds a link of the workspace's own at the end of its site's navigation. */
export const addLink = command({
  name: 'add-link',
  permission: 'workspace:update',
  audit: 'workspace.navigation_changed',
  input: z.strictObject({ label: linkLabel, address: linkAddress, spot: linkSpot }),
  async run(ctx, { label, address, spot }) {
    const id = randomUUID();
    await arrangeLinks(ctx, (links) => {
      if (links.filter((link) => !isSitePlace(link.id)).length >= mostOwnLinks) {
        throw new AppError(
          'CONFLICT',
          `Your site has ${mostOwnLinks} links of your own, which is the most. Remove one, then add this.`,
          { reason: 'links-full' },
        );
      }
      const added = { id, label, address: ownPathOf(address, ctx.workspace), spot };
      return { links: [...links, added], did: 'added', which: added };
    });
    return { linkId: id };
  },
});
