import type { ClerkInstance } from '../clerk-instance.ts';
import type { ClientRecord } from '../clerk-state.ts';
import type { Fields } from '../http/fields.ts';
import type { Route } from '../http/route.ts';
import type { Origin } from '../records/sessions.ts';

export interface FrontendRequest {
  instance: ClerkInstance;
  client: ClientRecord;
  parameters: Record<string, string>;
  query: Fields;
  body: Fields;
  /** What was sent in place of fields. */
  file: Buffer | null;
  /** Where the browser is. */
  from: Origin;
  /** Origin of the product's proxy, which every answer goes back through. */
  proxyOrigin: string;
}

/** `resource` answers carry the client beside them, as clerk-js expects; `plain` ones are sent as they are. */
export type FrontendAnswer =
  | { kind: 'resource'; resource: unknown }
  | { kind: 'plain'; body: unknown }
  | { kind: 'redirect'; location: string; sessionToken: string | null };

export type FrontendRoute = Route<FrontendRequest, FrontendAnswer>;

export function resource(given: unknown): FrontendAnswer {
  return { kind: 'resource', resource: given };
}

export function plain(body: unknown): FrontendAnswer {
  return { kind: 'plain', body };
}
