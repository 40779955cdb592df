import { jobsPool } from './connection.ts';
import { orUnavailable } from './or-unavailable.ts';

export interface JobDatabase {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}

/**
 * What pg-boss runs on outside of our transactions: a small pool of its own. Without values a text may hold several
 * statements, whose rows come back as one list.
 */
export function jobDatabase(): JobDatabase {
  return { executeSql };
}

async function executeSql(text: string, values?: unknown[]) {
  return orUnavailable(async () => {
    const result: unknown = await jobsPool().query(text, values);
    if (Array.isArray(result))
      return { rows: result.flatMap((one: { rows?: Record<string, unknown>[] }) => one.rows ?? []) };
    return result as { rows: Record<string, unknown>[] };
  });
}
