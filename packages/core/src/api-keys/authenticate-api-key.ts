import type { Counted } from '@archipelago/db/count-against';
import { type ApiRequestState, openApiRequest } from '@archipelago/db/open-api-request';
import type { Permission } from '../access/permissions.ts';
import { entitlements, planDescriptions, plans } from '../billing/catalogue.ts';
import { grantingStatuses, planOf } from '../billing/entitlements-of.ts';
import { databaseRoleIsSafe } from '../boot.ts';
import type { ApiKeyActor, RequestInfo, WorkspaceContext } from '../context/context.ts';
import { workspaceContextOf } from '../context/load-context.ts';
import { environment } from '../environment.ts';
import { AppError } from '../errors/app-error.ts';
import { counterOf, type RateLimit, secondsUntil, tooMany } from '../rate-limits/limit.ts';
import { warnOfApiRequests } from '../usage/warn-of-api-requests.ts';
import { hashToken, readToken } from './api-key-token.ts';

export const keyRateLimit: RateLimit = { limit: 300, seconds: 60 };
/** Of requests with keys that open nothing, from one address. */
export const wrongKeyRateLimit: RateLimit = { limit: 60, seconds: 60 };

const monthly = Object.fromEntries(plans.map((plan) => [plan, entitlements[plan].apiRequestsPerMonth]));

export type ApiContext = WorkspaceContext & { actor: ApiKeyActor };

/** `rate` is known as soon as the key was counted, also when the request is refused for being one too many. */
export interface Authentication {
  context: ApiContext | null;
  refusal: AppError | null;
  rate: Counted | null;
}

/**
 * Who asks, from an API key, and counts the request against the key's minute and the plan's month: one SQL statement, and
 * none for a text that cannot be a key of ours. @throws DatabaseUnavailable
 */
export async function authenticateApiKey(token: string, request: RequestInfo): Promise<Authentication> {
  const address = readToken(token);
  if (address?.mode !== (environment().isLocal ? 'test' : 'live')) return refused(wrongKey());
  const { workspaceId, keyId } = address;
  const [found] = await Promise.all([
    openApiRequest({
      workspaceId,
      keyId,
      secretHash: hashToken(token),
      keyLimit: counterFor(`api-key:${keyId}`, keyRateLimit),
      addressLimit: counterFor(`wrong-api-key:${request.ip}`, wrongKeyRateLimit),
      monthly,
      granting: grantingStatuses,
    }),
    databaseRoleIsSafe(),
  ]);
  const { state, opened, counted } = found;
  if (state === 'too-many') return refused(tooManyForKey(counted), counted);
  if (state === 'month-used') return refused(monthUsed(planOf(found.subscription)), counted);
  if (state === 'too-many-wrong') return refused(tooMany(counted.resetsAt));
  if (state !== 'open' || !opened?.context.user) return refused(unusableKey(state));
  const actor: ApiKeyActor = {
    kind: 'api-key',
    keyId: opened.key.id,
    name: opened.key.name,
    userId: opened.context.user.id,
    scopes: opened.key.scopes as Permission[],
  };
  const context = workspaceContextOf({ request, actor }, opened.context);
  if (context) await warnOfApiRequests(context, found.requests);
  return context ? { context: { ...context, actor }, refusal: null, rate: counted } : refused(wrongKey());
}

function refused(refusal: AppError, rate: Counted | null = null): Authentication {
  return { context: null, refusal, rate };
}

function counterFor(key: string, { limit, seconds }: RateLimit) {
  return { key: counterOf(key), most: limit, seconds };
}

function wrongKey(): AppError {
  return new AppError(
    'UNAUTHORIZED',
    'This is no API key of ours. Copy it again, whole, or make a new one.',
    {
      reason: 'unknown-key',
    },
  );
}

/** Said to whoever holds the key's secret, and so may know. */
const unusable: Partial<Record<ApiRequestState, { reason: string; message: string }>> = {
  revoked: { reason: 'revoked-key', message: 'This API key was revoked. Use another one.' },
  expired: {
    reason: 'expired-key',
    message: 'This API key has expired. Make a new one under Developers.',
  },
  'maker-left': {
    reason: 'maker-left',
    message:
      'Whoever made this API key has left the workspace, so it stopped. Somebody who is still there can rotate it under Developers.',
  },
};

function unusableKey(state: ApiRequestState): AppError {
  const found = unusable[state];
  return found ? new AppError('UNAUTHORIZED', found.message, { reason: found.reason }) : wrongKey();
}

function tooManyForKey({ resetsAt }: Counted): AppError {
  const seconds = secondsUntil(resetsAt);
  return new AppError(
    'TOO_MANY_REQUESTS',
    `This key was used more than ${keyRateLimit.limit} times in ${keyRateLimit.seconds} seconds. Wait ${seconds} seconds and send the request again.`,
    { retryAfterSeconds: seconds },
  );
}

function monthUsed(plan: (typeof plans)[number]): AppError {
  const count = new Intl.NumberFormat('en-GB').format(entitlements[plan].apiRequestsPerMonth);
  const way =
    plan === plans.at(-1) ? 'write to us: there is no larger plan' : 'choose a larger plan under Billing';
  return new AppError(
    'PAYMENT_REQUIRED',
    `The ${planDescriptions[plan].name} plan has ${count} API requests a month and all are taken. Wait for the first of next month (UTC), or ${way}.`,
    { reason: 'apiRequestsPerMonth' },
  );
}
