/** What one look found. `todo` says what to do about what is wrong. */
export type Finding =
  | { state: 'ok' | 'skipped'; said: string }
  | { state: 'wrong' | 'warning'; said: string; todo: string };

export function ok(said: string): Finding {
  return { state: 'ok', said };
}

export function skipped(said: string): Finding {
  return { state: 'skipped', said };
}

export function wrong(said: string, todo: string): Finding {
  return { state: 'wrong', said, todo };
}

export function warning(said: string, todo: string): Finding {
  return { state: 'warning', said, todo };
}

export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  const reason = cause instanceof Error ? ` (${cause.message || (cause as { code?: string }).code})` : '';
  return `${error.message || (error as { code?: string }).code || error.name}${reason}`;
}
