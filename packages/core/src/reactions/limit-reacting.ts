import { limitPeople } from '../abuse/limit-people.ts';
import type { UserActor, WorkspaceContext } from '../context/context.ts';

/** TOO_MANY_REQUESTS for whoever likes and rates faster than people read. */
export async function limitReacting(ctx: WorkspaceContext & { actor: UserActor }): Promise<void> {
  await limitPeople('reactions', ctx, {
    person: { limit: 60, seconds: 60 },
    network: { limit: 300, seconds: 60 },
    workspace: { limit: 6_000, seconds: 60 },
  });
}
