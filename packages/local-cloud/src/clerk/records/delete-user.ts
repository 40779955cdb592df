import type { ClerkInstance } from '../clerk-instance.ts';
import type { UserRecord } from '../clerk-state.ts';
import { membershipsOfUser, removeMembership } from './memberships.ts';
import { endSession } from './sessions.ts';

/** With the user go their memberships and sessions. */
export function deleteUser(instance: ClerkInstance, user: UserRecord): void {
  for (const membership of membershipsOfUser(instance, user.id)) removeMembership(instance, membership);
  for (const session of Object.values(instance.state.sessions)) {
    if (session.userId === user.id) endSession(instance, session, 'removed');
  }
  delete instance.state.users[user.id];
  instance.emit('user.deleted', { id: user.id, object: 'user', deleted: true });
}
