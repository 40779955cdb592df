export interface StripeErrorBody {
  type: 'invalid_request_error' | 'card_error' | 'idempotency_error' | 'api_error';
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
}

/** Becomes `{ error: body }` with this status, which the SDK turns into its own error classes. */
export class StripeError extends Error {
  readonly status: number;
  readonly body: StripeErrorBody;

  constructor(status: number, body: StripeErrorBody) {
    super(body.message);
    this.status = status;
    this.body = body;
  }
}

export function invalidRequest(message: string, param?: string, code?: string): StripeError {
  return new StripeError(400, {
    type: 'invalid_request_error',
    message,
    ...(param && { param }),
    ...(code && { code }),
  });
}

export function missingParameter(param: string): StripeError {
  return invalidRequest(`Missing required param: ${param}.`, param, 'parameter_missing');
}

/** `kind` as Stripe words it, e.g. `customer`, `checkout.session`. */
export function noSuch(kind: string, id: string, param = 'id'): StripeError {
  const body = { code: 'resource_missing', message: `No such ${kind}: '${id}'`, param };
  return new StripeError(param === 'id' ? 404 : 400, { type: 'invalid_request_error', ...body });
}

export function notSimulated(what: string): StripeError {
  const message = `The local Stripe does not simulate ${what}. Nothing was changed. Use a Stripe sandbox for this.`;
  return new StripeError(501, { type: 'api_error', code: 'not_simulated', message });
}

/** A card refused, in the words that the person reads. */
export function cardError(code: string, message: string, declineCode?: string): StripeError {
  return new StripeError(402, {
    type: 'card_error',
    code,
    message,
    ...(declineCode && { decline_code: declineCode }),
  });
}
