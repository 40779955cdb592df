import { mkdirSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ClerkState, emptyState } from './clerk-state.ts';

export interface ClerkStore {
  readonly state: ClerkState;
  /** True when the file did not exist yet. */
  readonly isNew: boolean;
  /** Resolves when everything changed before the call is on disk. Calls during a write share the next one. */
  save(): Promise<void>;
}

/** Opens the state kept in `<directory>/state.json`. The file is replaced whole, so a crash never leaves half of it. */
export function openClerkStore(directory: string): ClerkStore {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'state.json');
  const saved = readSaved(file);
  const state: ClerkState = { ...structuredClone(emptyState), ...saved };
  let writing: Promise<void> | null = null;
  let queued: Promise<void> | null = null;

  async function write(): Promise<void> {
    forgetOldState(state, Date.now());
    const partial = `${file}.partial`;
    await writeFile(partial, JSON.stringify(state), { mode: 0o600 });
    await rename(partial, file);
  }

  function start(): Promise<void> {
    writing = write().finally(() => {
      writing = null;
    });
    return writing;
  }

  return {
    state,
    isNew: saved === null,
    save() {
      if (!writing) return start();
      queued ??= writing
        .catch(() => {})
        .then(() => {
          queued = null;
          return start();
        });
      return queued;
    },
  };
}

function readSaved(file: string): Partial<ClerkState> | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(
      `The local Clerk cannot read ${file}: ${(error as Error).message}. Delete the file to start from the seeded people.`,
    );
  }
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
