import { limitPeople } from '../abuse/limit-people.ts';
import type { UserActor, Visitor, WorkspaceContext } from '../context/context.ts';

/** TOO_MANY_REQUESTS when a person, a network, or everybody together, writes on a site faster than people do. */
export async function limitWriting(ctx: WorkspaceContext & { actor: UserActor | Visitor }): Promise<void> {
  await limitPeople('comments', ctx, {
    person: { limit: 10, seconds: 300 },
    network: { limit: 60, seconds: 300 },
    workspace: { limit: 600, seconds: 300 },
  });
}
