import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import type { JoinPolicy } from './join-policy.ts';
import { isPublicMailProvider } from './public-mail-providers.ts';

export interface Joining {
  policy: JoinPolicy;
  /** In alphabetical order. */
  domains: string[];
  /** Domains that may be added: an owner or admin has a verified address there, and not everybody could. */
  proven: string[];
}

/** How people join the workspace by themselves, in one statement. */
export async function joiningOf(tx: Transaction, workspaceId: string): Promise<Joining> {
  const [row] = await rawQuery<Joining>(
    tx,
    Prisma.sql`select w.join_policy::text as policy,
        array(select domain from join_domain where workspace_id = w.id order by domain) as domains,
        array(
          select distinct split_part(u.email, '@', -1) from member m join "user" u on u.id = m.user_id
          where m.workspace_id = w.id and m.role in ('owner', 'admin') and u.email like '%@%' order by 1
        ) as proven
      from workspace w where w.id = ${workspaceId}::uuid`,
  );
  if (!row) throw new Error('The workspace of this request is gone.');
  return { ...row, proven: row.proven.filter((domain) => !isPublicMailProvider(domain)) };
}
