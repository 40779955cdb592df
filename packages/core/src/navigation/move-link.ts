import { z } from 'zod';
import { command } from '../registry/command.ts';
import { arrangeLinks, positionOf } from './arrange-links.ts';
import { idOfLink } from './link-fields.ts';

/** Moves a link one place forwards or back. What is first already stays there. */
export const moveLink = command({
  name: 'move-link',
  permission: 'workspace:update',
  audit: 'workspace.navigation_changed',
  input: z.strictObject({ linkId: idOfLink, to: z.enum(['up', 'down'], 'Choose up or down.') }),
  async run(ctx, { linkId, to }) {
    await arrangeLinks(ctx, (links) => {
      const position = positionOf(linkId, links);
      const other = position + (to === 'up' ? -1 : 1);
      const [moved, passed] = [links[position], links[other]];
      if (!moved || !passed) return null;
      const after = links.with(position, passed).with(other, moved);
      return { links: after, did: 'moved', which: moved };
    });
    return { linkId, to };
  },
});
