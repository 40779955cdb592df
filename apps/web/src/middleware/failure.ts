import type { RequestInfo } from '@archipelago/core/context/context';
import type { AppError } from '@archipelago/core/errors/app-error';
import { inLanguage } from '@archipelago/core/errors/in-language';
import { statusOf } from '@archipelago/core/errors/status-of';
import { toAppError } from '@archipelago/core/errors/to-app-error';
import type { Language } from '@archipelago/core/language/languages';

/** What the visitor may know about a request that could not be served. */
export interface Failure {
  status: number;
  code: AppError['code'];
  message: string;
  /** Tells cases of one code apart, for a page of its own. */
  reason?: string | undefined;
  fields?: Record<string, string> | undefined;
  retryAfterSeconds?: number | undefined;
}

/** An unexpected error says nothing of itself: its request id leads to the log entry that does. */
export function failureOf(error: unknown, request: RequestInfo, language: Language): Failure {
  const known = toAppError(error, request, 'page');
  const { code, reason, retryAfterSeconds } = known;
  return { status: statusOf(code), code, reason, retryAfterSeconds, ...inLanguage(known, language) };
}

/** RFC 9457. */
export function problemResponse(failure: Failure, requestId: string): Response {
  const { status, code, message, fields } = failure;
  return Response.json(
    { type: 'about:blank', title: code, status, detail: message, requestId, ...(fields ? { fields } : {}) },
    { status, headers: { 'content-type': 'application/problem+json' } },
  );
}
