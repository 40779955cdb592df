import { join } from 'node:path';
import { type JsonStore, openJsonStore } from '../storage/open-json-store.ts';
import { type ClerkState, emptyState } from './clerk-state.ts';

/** The state kept in `<directory>/state.json`. What is too old to matter goes with the next save. */
export function openClerkStore(directory: string): JsonStore<ClerkState> {
  const store = openJsonStore<ClerkState>(join(directory, 'state.json'), structuredClone(emptyState));
  return {
    ...store,
    save() {
      forgetOldState(store.state, Date.now());
      return store.save();
    },
  };
}

const day = 86_400_000;
const keptDeliveries = 1000;

function forgetOldState(state: ClerkState, now: number): void {
  forget(state.signIns, (record) => record.createdAt < now - day);
  forget(state.signUps, (record) => record.createdAt < now - day);
  forget(state.signInTokens, (record) => record.expiresAt < now - day);
  forget(
    state.sessions,
    (record) => record.expiresAt < now || (record.status !== 'active' && record.lastActiveAt < now - day),
  );
  forget(state.clients, (record) => record.sessionId === null && record.updatedAt < now - 30 * day);
  const settled = Object.values(state.deliveries).filter((delivery) => delivery.status !== 'pending');
  for (const delivery of settled.slice(0, Math.max(0, settled.length - keptDeliveries))) {
    delete state.deliveries[delivery.id];
  }
}

function forget<T>(records: Record<string, T>, isOld: (record: T) => boolean): void {
  for (const [id, record] of Object.entries(records)) {
    if (isOld(record)) delete records[id];
  }
}
