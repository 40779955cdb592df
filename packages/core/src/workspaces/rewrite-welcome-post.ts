import type { Transaction } from '@archipelago/db/with-workspace';
import type { Language } from '../language/languages.ts';
import { welcomePost, welcomePostSlug } from './welcome-post.ts';

interface Named {
  name: string;
  language: Language;
}

/** Has the workspace's first post follow its name and its language, as long as nobody has made it their own. */
export async function rewriteWelcomePost(
  tx: Transaction,
  workspaceId: string,
  { before, after }: { before: Named; after: Named },
): Promise<void> {
  const { title, body } = welcomePost(before.name, before.language);
  await tx.post.updateMany({
    where: { workspaceId, slug: welcomePostSlug, title, body },
    data: welcomePost(after.name, after.language),
  });
}
