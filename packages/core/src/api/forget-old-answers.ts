import { listWorkspaceSlugs } from '@archipelago/db/directory';
import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { log } from '../log/log.ts';
import { answerHours } from './remember-answer.ts';

const batch = 1_000;

/** Deletes in every workspace the answers that no request is given any more. Safe to stop and to run again. */
export async function forgetOldAnswers(): Promise<void> {
  let forgotten = 0;
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listWorkspaceSlugs>> = await listWorkspaceSlugs(cursor);
    for (const { id } of page.items) forgotten += await forgetIn(id);
    cursor = page.nextCursor;
  } while (cursor !== null);
  log.info('api.answers_forgotten', { answers: forgotten });
}

async function forgetIn(workspaceId: string): Promise<number> {
  for (let forgotten = 0; ; ) {
    const gone = await withWorkspace(workspaceId, (tx) =>
      rawQuery<{ id: string }>(
        tx,
        Prisma.sql`delete from api_answer where workspace_id = ${workspaceId}::uuid and id in (
            select id from api_answer where workspace_id = ${workspaceId}::uuid
              and created_at <= now() - make_interval(hours => ${answerHours}::integer)
            order by created_at limit ${batch} for update skip locked)
          returning id`,
      ),
    );
    forgotten += gone.length;
    if (gone.length < batch) return forgotten;
  }
}
