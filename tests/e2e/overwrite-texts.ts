import pg from 'pg';
import { hostileAddresses, hostileTexts } from '../security/hostile-texts.ts';

/**
 * Columns whose texts the product makes, or somebody else: names of states, addresses, hashes and ids. Texts of posts are
 * Markdown, and written by the form. What the database refuses by its own rules is left as it is.
 */
const made =
  /^(?:api_answer|audit_chain|billing_(?:effect|reconciliation)|file|invoice|join_domain|member_search|post_search|newsletter_delivery|person_\w+|rate_limit|refused_delivery|stripe_event|subscription|usage_\w+|work_step|workspace_address|custom_domain|notification_preference)\.|^post\.(?:body|excerpt)$|\.(?:slug|email|token_hash|secret_hash|previous_secret_hash|hint|language|time_zone|accent|\w+_path|path|type|event_type|tax_id_type|stripe_\w+|clerk_\w+|primary_domain|image_url)$/;

interface Column {
  table: string;
  name: string;
}

/** Writes hostile texts over whatever people have written in one workspace, past every check of the product. */
export async function openTexts(slug: string) {
  const client = new pg.Client({ connectionString: process.env.ARCHIPELAGO_TEST_OWNER_URL });
  await client.connect();
  const { rows } = await client.query<Column>(
    `select c.table_name as table, c.column_name as name
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where c.table_schema = 'public' and c.udt_name in ('text', 'varchar') and c.is_generated = 'NEVER'
       and t.table_type = 'BASE TABLE'
       and (c.table_name in ('workspace', 'user') or exists (
         select from information_schema.columns w
         where w.table_schema = 'public' and w.table_name = c.table_name and w.column_name = 'workspace_id'))
     order by 1, 2`,
  );
  const columns = rows.filter(({ table, name }) => !made.test(`${table}.${name}`));

  /**
   * Every text of the workspace: all of the corpus where the column is long enough, else one of it for each row. As
   * addresses: each row another one that is one from its first letter on. A mark says in which column it stands.
   */
  async function overwrite(how: 'texts' | 'addresses'): Promise<string[]> {
    const written: string[] = [];
    await client.query('begin');
    await client.query(
      `select set_config('app.workspace_id', (select id::text from workspace where slug = $1), true)`,
      [slug],
    );
    const people = await client.query<{ id: string }>('select user_id as id from member');
    for (const [index, { table, name }] of columns.entries()) {
      const mark = markOf(index);
      const variants =
        how === 'addresses'
          ? [hostileAddresses.map((one) => `${one} ${mark}`)]
          : [[`${mark} ${hostileTexts.join(' ')}`], hostileTexts.map((one) => `${mark} ${one}`)];
      // A person's row is theirs alone to change.
      for (const { id } of table === 'user' ? people.rows : [{ id: '' }]) {
        await client.query(`select set_config('app.user_id', $1, true)`, [id]);
        for (const variant of variants) {
          if (!(await put(table, name, variant))) continue;
          written.push(`${table}.${name}`);
          break;
        }
      }
    }
    await client.query('commit');
    return written;
  }

  /** False where there is nothing to write over, or the database refuses it. */
  async function put(table: string, name: string, variant: readonly string[]): Promise<boolean> {
    const mine = table === 'workspace' ? 'slug = $3' : table === 'user' ? 'id = app.user_id()' : 'true';
    await client.query('savepoint one');
    try {
      const { rowCount } = await client.query(
        `update "${table}" t set "${name}" = ($1::text[])[1 + abs(hashtext(t::text)) % $2]
         where $3 <> '' and ${mine}`,
        [variant, variant.length, slug],
      );
      return (rowCount ?? 0) > 0;
    } catch {
      await client.query('rollback to savepoint one');
      return false;
    }
  }

  return { columns, overwrite, close: () => client.end() };
}

export const markOf = (index: number) => `zq${index}z`;
