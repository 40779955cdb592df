import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { type Page, pageOf } from '../paging/keyset.ts';
import { query } from '../registry/query.ts';
import { type Subscriber, subscriberFilter, subscribersSql } from './list-subscribers.ts';

const batchSize = 1_000;

/** One batch of the list for a download, narrowed like the page. Each batch is a transaction of its own. */
export const exportSubscribers = query({
  name: 'export-subscribers',
  permission: 'newsletter:manage',
  input: z.strictObject(subscriberFilter),
  async run({ tx, workspace }, asked): Promise<Page<Subscriber>> {
    const rows = await rawQuery<Subscriber & { cursor_at: string }>(
      tx,
      subscribersSql(workspace.id, asked, batchSize),
    );
    return pageOf(rows, ({ cursor_at: _, ...subscriber }) => subscriber, batchSize);
  },
});
