import { createHash } from 'node:crypto';
import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { AppError } from '../errors/app-error.ts';
import type { ApiAnswer } from './api-response.ts';

export interface RememberedRequest {
  workspaceId: string;
  apiKeyId: string;
  keyHash: string;
  fingerprint: string;
}

/** How long an answer is kept. */
export const answerHours = 24;

/** Visible ASCII, as the header's draft has it. Null when the request has none. */
export function idempotencyKeyOf(headers: Headers): string | null {
  const key = headers.get('idempotency-key');
  if (key === null) return null;
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new AppError(
    'BAD_REQUEST',
    'An Idempotency-Key has 1 to 255 visible ASCII characters. A random UUID is a good one.',
  );
}

/** Null without an Idempotency-Key. */
export function rememberedRequest(
  of: { workspaceId: string; apiKeyId: string; key: string | null },
  asked: { method: string; path: string; input: unknown; ifMatch: string | null },
): RememberedRequest | null {
  const { workspaceId, apiKeyId, key } = of;
  if (key === null) return null;
  return {
    workspaceId,
    apiKeyId,
    keyHash: hash(key),
    fingerprint: hash(JSON.stringify([asked.method, asked.path, asked.ifMatch, asked.input])),
  };
}

/**
 * What this request was answered before, or null when it is new. In the transaction of the change: until it ends, the
 * same request sent again is a CONFLICT. The same key with another request is UNPROCESSABLE_CONTENT.
 */
export async function recallAnswer(tx: Transaction, request: RememberedRequest): Promise<ApiAnswer | null> {
  const { workspaceId, apiKeyId, keyHash, fingerprint } = request;
  const [lock] = await rawQuery<{ free: boolean }>(
    tx,
    Prisma.sql`select pg_try_advisory_xact_lock(hashtextextended(${`${apiKeyId} ${keyHash}`}, 0)) as free`,
  );
  if (!lock?.free) {
    throw new AppError(
      'CONFLICT',
      'A request with this Idempotency-Key is still running. Wait for its answer, or send it again in a moment.',
      { reason: 'still-running', retryAfterSeconds: 1 },
    );
  }
  const [found] = await rawQuery<ApiAnswer & { fingerprint: string }>(
    tx,
    Prisma.sql`select fingerprint, status, headers, body from api_answer
      where workspace_id = ${workspaceId}::uuid and api_key_id = ${apiKeyId}::uuid and key_hash = ${keyHash}
        and created_at > now() - make_interval(hours => ${answerHours}::integer)`,
  );
  if (!found) return null;
  if (found.fingerprint === fingerprint)
    return { status: found.status, headers: found.headers, body: found.body };
  throw new AppError(
    'UNPROCESSABLE_CONTENT',
    'This Idempotency-Key was sent with another request before. Use a new key for a new request.',
    { reason: 'idempotency-key-reused' },
  );
}

/** Keeps the answer in the change's own transaction: both are there, or neither. Clears what is over by the way. */
export async function rememberAnswer(
  tx: Transaction,
  { workspaceId, apiKeyId, keyHash, fingerprint }: RememberedRequest,
  { status, headers, body }: ApiAnswer,
): Promise<void> {
  await rawQuery(
    tx,
    Prisma.sql`with cleared as (
        delete from api_answer where workspace_id = ${workspaceId}::uuid and id in (
          select id from api_answer where workspace_id = ${workspaceId}::uuid
            and created_at <= now() - make_interval(hours => ${answerHours}::integer)
            and not (api_key_id = ${apiKeyId}::uuid and key_hash = ${keyHash})
          order by created_at limit 100
          for update skip locked
        )
      )
      insert into api_answer (workspace_id, api_key_id, key_hash, fingerprint, status, headers, body)
      values (${workspaceId}::uuid, ${apiKeyId}::uuid, ${keyHash}, ${fingerprint}, ${status}::integer,
        ${JSON.stringify(headers)}::jsonb, ${body})
      on conflict (workspace_id, api_key_id, key_hash) do update set fingerprint = excluded.fingerprint,
        status = excluded.status, headers = excluded.headers, body = excluded.body, created_at = now()`,
  );
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
