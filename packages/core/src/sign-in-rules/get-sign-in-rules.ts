import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import type { SignInRules } from '../access/sign-in-rules.ts';
import { countedAtMost } from '../members/count-sql.ts';
import { query } from '../registry/query.ts';

export interface SignInRulesView extends SignInRules {
  team: {
    /** People on the team; 1,001 stands for more than 1,000, and then only 1,001 of them are counted below. */
    people: number;
    /** How many of them have set a second factor up. */
    ready: number;
    /** Some who have not, by name. */
    missing: { id: string; name: string; email: string }[];
  };
}

const shownAtMost = 6;

/** What the team must sign in with, and how far it is ready for more. */
export const getSignInRules = query({
  name: 'get-sign-in-rules',
  permission: 'security:manage',
  input: z.strictObject({}),
  async run({ tx, workspace }): Promise<SignInRulesView> {
    const [row] = await rawQuery<SignInRulesView>(
      tx,
      Prisma.sql`with team as materialized (
          select m.id, u.name, u.email, u.has_second_factor
          from (
            select id, user_id from member
            where workspace_id = ${workspace.id}::uuid and role <> 'guest'
            order by created_at, id limit ${countedAtMost + 1}
          ) m join "user" u on u.id = m.user_id
        )
        select w.second_factor_required as "secondFactor", json_build_object(
          'people', (select count(*) from team),
          'ready', (select count(*) from team where has_second_factor),
          'missing', coalesce((
            select json_agg(json_build_object('id', id, 'name', name, 'email', email) order by name, id)
            from (
              select id, name, email from team where not has_second_factor order by name, id limit ${shownAtMost}
            ) some_of_them
          ), '[]')
        ) as team
        from workspace w where w.id = ${workspace.id}::uuid`,
    );
    if (!row) throw new Error('The workspace of this request is gone.');
    return row;
  },
});
