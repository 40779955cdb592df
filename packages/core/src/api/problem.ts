import { z } from 'zod';
import type { AppError, AppErrorCode } from '../errors/app-error.ts';
import { statusOf } from '../errors/status-of.ts';

/** The title of each problem and when it is met, for the reference. */
export const problems: Record<AppErrorCode, { title: string; meaning: string }> = {
  BAD_REQUEST: {
    title: 'Bad request',
    meaning: 'Something in the request is not as it must be; fields names what.',
  },
  UNAUTHORIZED: { title: 'No valid key', meaning: 'The key is missing, wrong, expired or revoked.' },
  PAYMENT_REQUIRED: {
    title: 'Payment required',
    meaning:
      'The workspace’s plan has no more of it, and reason names the limit; or a bill is not paid and nothing can be changed: read-only.',
  },
  FORBIDDEN: { title: 'Not allowed', meaning: 'The key’s scopes, or its maker’s role, do not allow this.' },
  NOT_FOUND: {
    title: 'Not found',
    meaning: 'There is nothing at this address, or it is another workspace’s.',
  },
  METHOD_NOT_ALLOWED: {
    title: 'Method not allowed',
    meaning: 'The address exists; Allow names what it takes.',
  },
  NOT_ACCEPTABLE: { title: 'Not acceptable', meaning: 'Answers are JSON; Accept asked for something else.' },
  CONFLICT: {
    title: 'Conflict',
    meaning: 'It contradicts what is there, or the same request is still running.',
  },
  GONE: { title: 'Gone', meaning: 'It was there and is over.' },
  PRECONDITION_FAILED: { title: 'Changed meanwhile', meaning: 'It is no longer what If-Match says.' },
  CONTENT_TOO_LARGE: { title: 'Body too large', meaning: 'A body has at most 1 MB.' },
  UNSUPPORTED_MEDIA_TYPE: { title: 'Not JSON', meaning: 'A body must be application/json.' },
  UNPROCESSABLE_CONTENT: {
    title: 'Key used for something else',
    meaning: 'The Idempotency-Key was sent with another request before.',
  },
  TOO_MANY_REQUESTS: { title: 'Too many requests', meaning: 'Wait as long as Retry-After says.' },
  INTERNAL_SERVER_ERROR: { title: 'Our mistake', meaning: 'It was reported; requestId finds it.' },
  BAD_GATEWAY: { title: 'Another service failed', meaning: 'A service that we asked gave no usable answer.' },
  SERVICE_UNAVAILABLE: {
    title: 'Not available now',
    meaning: 'Nothing was changed. Try again after Retry-After.',
  },
};

/** RFC 9457, with what our errors know besides. */
export const problemSchema = z
  .object({
    type: z.string().describe('Where this kind of problem is explained.'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('What happened, why, and what to do.'),
    code: z.string().describe('Names the kind of problem; one of the codes in the reference.'),
    reason: z.string().optional().describe('Tells cases of one code apart.'),
    fields: z.record(z.string(), z.string()).optional().describe('What to correct, by field.'),
    requestId: z.string().describe('For support.'),
  })
  .meta({ id: 'Problem' });

/** Where the reference explains a code. */
export function problemAnchor(code: AppErrorCode): string {
  return code.toLowerCase().replaceAll('_', '-');
}

export function problemBody(error: AppError, requestId: string): string {
  const { code, message, fields, reason } = error;
  return JSON.stringify({
    type: `/docs/api#${problemAnchor(code)}`,
    title: problems[code].title,
    status: statusOf(code),
    detail: message,
    code,
    ...(reason ? { reason } : {}),
    ...(fields ? { fields } : {}),
    requestId,
  } satisfies z.output<typeof problemSchema>);
}
