import { createHash } from 'node:crypto';
import { StripeError } from '../stripe-error.ts';
import type { IdempotentAnswer, StripeState } from '../stripe-state.ts';

const keptMilliseconds = 24 * 3_600_000;

/** What makes two requests under one key the same. */
export function fingerprint(method: string, pathname: string, body: string): string {
  return createHash('sha256').update(`${method}\n${pathname}\n${body}`).digest('hex');
}

/** The earlier answer under this key, if any. Throws when the key was used for another request. */
export function replay(
  state: StripeState,
  key: string,
  print: string,
  now: number,
): IdempotentAnswer | undefined {
  const answer = state.idempotency[key];
  if (!answer || answer.at < now - keptMilliseconds) return undefined;
  if (answer.fingerprint === print) return answer;
  throw new StripeError(400, {
    type: 'idempotency_error',
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  });
}

/** Keeps what was executed. A request refused before it did anything may be mended and sent again under its key. */
export function remember(state: StripeState, key: string, answer: IdempotentAnswer): void {
  const wasExecuted = answer.status < 400 || answer.status === 402 || answer.status === 500;
  if (!wasExecuted) return;
  for (const [old, { at }] of Object.entries(state.idempotency)) {
    if (at < answer.at - keptMilliseconds) delete state.idempotency[old];
  }
  state.idempotency[key] = answer;
}
