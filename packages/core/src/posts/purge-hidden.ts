import type { CommandTools } from '../registry/command-context.ts';
import { purgeAgain } from '../workspaces/purge-again.ts';

/** Makes the CDN forget the site once a post on it is hidden from people who could read it. */
export async function purgeHidden(
  { enqueue, tx }: Pick<CommandTools, 'enqueue' | 'tx'>,
  workspaceId: string,
): Promise<void> {
  await enqueue('purge-site', { workspaceId });
  await purgeAgain(tx, { workspaceId });
}
