import { prisma } from './connection.ts';
import type { Counted } from './count-against.ts';
import { type LoadedContext, type LoadedRow, loadedContextOf } from './load-context.ts';
import { orUnavailable } from './or-unavailable.ts';

export interface ApiRequestOpening {
  /** From the token, unproved. */
  workspaceId: string;
  keyId: string;
  secretHash: string;
  keyLimit: CounterLimit;
  /** For the address that keys come from which do not open anything. */
  addressLimit: CounterLimit;
  /** Requests a month by plan; `free` holds without a subscription that grants one. */
  monthly: Record<string, number>;
  /** Statuses under which a subscription grants its plan. */
  granting: readonly string[];
}

export interface CounterLimit {
  /** Names the counter. */
  key: string;
  most: number;
  seconds: number;
}

export type ApiRequestState =
  | 'open'
  | 'unknown'
  | 'revoked'
  | 'expired'
  | 'maker-left'
  | 'too-many'
  | 'too-many-wrong'
  | 'month-used';

export interface OpenedApiRequest {
  state: ApiRequestState;
  counted: Counted;
  /** This month, with this one. */
  requests: number;
  /** Null unless the state is `open`; the user and the member are the key's maker. */
  opened: { key: { id: string; name: string; scopes: string[] }; context: LoadedContext } | null;
  /** Known when the key is right and the month is used up. */
  subscription: LoadedContext['subscription'];
}

type Row = LoadedRow & {
  state: ApiRequestState;
  used: number;
  resets_at: Date;
  requests: bigint;
  api_key: { id: string; name: string; scopes: string[] } | null;
};

/** Checks an API key and counts the request, in one statement. @throws DatabaseUnavailable */
export async function openApiRequest(opening: ApiRequestOpening): Promise<OpenedApiRequest> {
  const { workspaceId, keyId, secretHash, granting } = opening;
  const [keyLimit, addressLimit, monthly] = [opening.keyLimit, opening.addressLimit, opening.monthly].map(
    (value) => JSON.stringify(value),
  );
  const rows = await orUnavailable(
    () => prisma().$queryRaw<Row[]>`select * from app.open_api_request(${workspaceId}::uuid, ${keyId}::uuid,
      ${secretHash}, ${keyLimit}::jsonb, ${addressLimit}::jsonb, ${monthly}::jsonb, ${[...granting]})`,
  );
  const row = rows[0];
  if (!row) throw new Error('app.open_api_request answered no row. Is every migration applied?');
  const context = loadedContextOf(row);
  return {
    state: row.state,
    counted: { used: row.used, resetsAt: row.resets_at },
    requests: Number(row.requests),
    opened: row.api_key && { key: row.api_key, context },
    subscription: context.subscription,
  };
}
