import type { Said } from './said.ts';

/** The names Astro gives its `ActionError` codes, so that an action passes one on unchanged. */
export type AppErrorCode =
  | 'BAD_REQUEST'
  | 'UNAUTHORIZED'
  | 'PAYMENT_REQUIRED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
  | 'NOT_ACCEPTABLE'
  | 'CONFLICT'
  | 'GONE'
  | 'PRECONDITION_FAILED'
  | 'CONTENT_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'UNPROCESSABLE_CONTENT'
  | 'TOO_MANY_REQUESTS'
  | 'INTERNAL_SERVER_ERROR'
  | 'BAD_GATEWAY'
  | 'SERVICE_UNAVAILABLE';

export interface AppErrorDetails {
  /** What it says, for a page in another language. */
  said?: Said;
  /** The same of `fields`. */
  fieldsSaid?: Record<string, Said>;
  /** A message per input field, by the field's name in the operation's input. */
  fields?: Record<string, string>;
  /** Tells cases of one code apart for a screen that treats them differently, e.g. `invitation-expired`. */
  reason?: string;
  /** Offers to try instead, e.g. free addresses. */
  suggestions?: string[];
  retryAfterSeconds?: number;
  cause?: unknown;
}

/** An error that a person may read: the message says what happened, why, and what to do. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: AppErrorCode;
  readonly said?: Said;
  readonly fieldsSaid?: Record<string, Said>;
  readonly fields?: Record<string, string>;
  readonly reason?: string;
  readonly suggestions?: string[];
  readonly retryAfterSeconds?: number;

  constructor(code: AppErrorCode, message: string, details: AppErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.code = code;
    this.said = details.said;
    this.fieldsSaid = details.fieldsSaid;
    this.fields = details.fields;
    this.reason = details.reason;
    this.suggestions = details.suggestions;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}
