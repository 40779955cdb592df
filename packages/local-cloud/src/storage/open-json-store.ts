import { mkdirSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface JsonStore<T> {
  readonly state: T;
  /** True when the file did not exist yet. */
  readonly isNew: boolean;
  /** Resolves when everything changed before the call is on disk. Calls during a write share the next one. */
  save(): Promise<void>;
}

/** Opens state kept in one file, which is replaced whole, so that a crash never leaves half of it. */
export function openJsonStore<T extends object>(file: string, empty: T): JsonStore<T> {
  mkdirSync(dirname(file), { recursive: true });
  const saved = readSaved<T>(file);
  const state: T = { ...empty, ...saved };
  let writing: Promise<void> | null = null;
  let queued: Promise<void> | null = null;

  async function write(): Promise<void> {
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
      // A write that waits begins a moment after the one before it has ended; another must not begin in that moment.
      if (queued) return queued;
      if (!writing) return start();
      queued = writing
        .catch(() => {})
        .then(() => {
          queued = null;
          return start();
        });
      return queued;
    },
  };
}

function readSaved<T>(file: string): Partial<T> | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    const cause = (error as Error).message;
    throw new Error(`${file} cannot be read: ${cause}. Delete it to start from the seeded state.`);
  }
}
