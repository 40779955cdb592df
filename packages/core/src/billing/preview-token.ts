import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { environment } from '../environment.ts';
import { AppError } from '../errors/app-error.ts';
import { intervals } from './catalogue.ts';

const lifetimeMilliseconds = 60 * 60 * 1000;

const contents = z.strictObject({
  workspaceId: z.string(),
  subscriptionId: z.string(),
  plan: z.enum(['pro', 'business']),
  interval: z.enum(intervals),
  seats: z.int(),
  /** Unix seconds on Stripe's clock: the moment that the amounts were worked out for. Null when nothing is prorated. */
  at: z.int().nullable(),
  /** Cents that are charged on confirming. */
  dueNow: z.int(),
  expiresAt: z.int(),
});

/** What somebody was shown before they agreed. */
export type PreviewedChange = Omit<z.output<typeof contents>, 'workspaceId' | 'expiresAt'>;

/**
 * What the form sends back to agree: what was shown, signed, so that nobody can agree to another price. It names the
 * moment of the calculation, which a later confirmation is charged for, and holds for an hour.
 */
export function previewToken(workspaceId: string, previewed: PreviewedChange, now = Date.now()): string {
  const text = JSON.stringify({ workspaceId, ...previewed, expiresAt: now + lifetimeMilliseconds });
  const body = Buffer.from(text).toString('base64url');
  return `${body}.${signatureOf(body)}`;
}

/** Throws CONFLICT for one that is forged or too old, NOT_FOUND for one of another workspace. */
export function readPreviewToken(workspaceId: string, token: string, now = Date.now()): PreviewedChange {
  const [body = '', given = ''] = token.split('.');
  const wanted = Buffer.from(signatureOf(body));
  const actual = Buffer.from(given);
  if (wanted.length !== actual.length || !timingSafeEqual(wanted, actual)) throw previewOutdated();
  const {
    workspaceId: of,
    expiresAt,
    ...previewed
  } = contents.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
  if (of !== workspaceId) {
    throw new AppError(
      'NOT_FOUND',
      'These amounts are not of this workspace. Open Billing and look at its own.',
    );
  }
  if (expiresAt < now) throw previewOutdated();
  return previewed;
}

export function previewOutdated(): AppError {
  return new AppError(
    'CONFLICT',
    'Something changed since these amounts were worked out, so nothing was charged. Look at them again, then confirm.',
    { reason: 'preview-outdated' },
  );
}

function signatureOf(body: string): string {
  return createHmac('sha256', environment().JOBS_SECRET).update(`plan-change\n${body}`).digest('base64url');
}
