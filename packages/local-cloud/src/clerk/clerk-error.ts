/** An answer in the shape of Clerk's API errors; clerk-js shows `message` beside the field named by `field`. */
export class ClerkError extends Error {
  readonly status: number;
  readonly code: string;
  readonly field: string | undefined;

  constructor(status: number, code: string, message: string, field?: string) {
    super(message);
    this.status = status;
    this.code = code;
    this.field = field;
  }

  toJSON() {
    const meta = this.field ? { param_name: this.field } : {};
    return { errors: [{ code: this.code, message: this.message, long_message: this.message, meta }] };
  }
}

/** 404 as Clerk says it. */
export function notFound(what: string): ClerkError {
  return new ClerkError(404, 'resource_not_found', `${what} was not found.`);
}

/** 501: the local Clerk covers a part of the API and says so, rather than answer something plausible. */
export function notImplemented(call: string): ClerkError {
  return new ClerkError(
    501,
    'local_not_implemented',
    `${call} is not part of the local Clerk. Add it under packages/local-cloud/src/clerk, or use a real Clerk instance.`,
  );
}
