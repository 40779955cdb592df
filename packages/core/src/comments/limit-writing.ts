import type { UserActor, WorkspaceContext } from '../context/context.ts';
import { limit } from '../rate-limits/limit.ts';

const ofPerson = { limit: 10, seconds: 300 };
const ofAddress = { limit: 60, seconds: 300 };

/**
 * TOO_MANY_REQUESTS when a person, or one network address, writes on a site faster than people do. Programs are limited by
 * their key.
 */
export async function limitWriting({
  actor,
  request,
  workspace,
}: WorkspaceContext & { actor: UserActor }): Promise<void> {
  await limit(`comments:${workspace.id}:${actor.userId}`, ofPerson);
  if (request.ip) await limit(`comments:${workspace.id}:ip:${request.ip}`, ofAddress);
}
