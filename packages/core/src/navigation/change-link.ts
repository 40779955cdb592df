import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { singleLine } from '../input/single-line.ts';
import { command } from '../registry/command.ts';
import { arrangeLinks, positionOf } from './arrange-links.ts';
import { idOfLink, linkAddress, linkSpot, ownPathOf } from './link-fields.ts';
import { isSitePlace } from './navigation.ts';

/**
 * Changes what a link says, where it stands and, of the workspace's own, where it leads. A page of the site that is given no
 * label says its own name again, in the language of the site.
 */
export const changeLink = command({
  name: 'change-link',
  permission: 'workspace:update',
  audit: 'workspace.navigation_changed',
  input: z.strictObject({
    linkId: idOfLink,
    label: singleLine({ shortest: 0, longest: 30, what: 'what the link says' }),
    /** Of the workspace's own alone. */
    address: linkAddress.optional(),
    spot: linkSpot,
  }),
  async run(ctx, { linkId, label, address, spot }) {
    await arrangeLinks(ctx, (links) => {
      const position = positionOf(linkId, links);
      const before = links[position];
      if (!before) return null;
      const isOwn = !isSitePlace(linkId);
      if (isOwn && label === '') throw wrongField('label', 'Enter what the link says.');
      if (!isOwn && address !== undefined) {
        throw wrongField('address', 'Pages of the site stay where they are. Add a link of your own instead.');
      }
      const after = {
        id: linkId,
        label,
        address: isOwn && address !== undefined ? ownPathOf(address, ctx.workspace) : before.address,
        spot,
      };
      if (before.label === after.label && before.address === after.address && before.spot === spot)
        return null;
      return { links: links.with(position, after), did: 'changed', which: after };
    });
    return { linkId };
  },
});

function wrongField(field: string, message: string): AppError {
  return new AppError('BAD_REQUEST', message, { fields: { [field]: message } });
}
