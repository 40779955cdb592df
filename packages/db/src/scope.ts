import { AsyncLocalStorage } from 'node:async_hooks';

/** What the policies ask for. A transaction begins with exactly these; every other setting is empty. */
export interface Scope {
  'app.workspace_id'?: string;
  'app.user_id'?: string;
  'app.clerk_user_id'?: string;
  'app.stripe_customer_id'?: string;
  'app.contact_message_id'?: string;
}

/** The scope of the transaction that is being begun. */
export const beginning = new AsyncLocalStorage<Scope>();

/** UUIDs and the identifiers of Clerk and Stripe: nothing that could end a quoted text. */
const identifier = /^[A-Za-z0-9_-]{1,255}$/;
const uuids = new Set(['app.workspace_id', 'app.user_id', 'app.contact_message_id']);
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * One message that begins a transaction in this scope. The simple protocol takes several statements but no
 * parameters, so the values are checked and quoted here.
 */
export function beginStatement(scope: Scope): string {
  const settings = Object.entries(scope).map(([name, value]: [string, string]) => {
    if (!(uuids.has(name) ? uuid : identifier).test(value)) {
      throw new Error(`${JSON.stringify(value)} is no valid ${name}, so no transaction was begun.`);
    }
    return `set_config('${name}', '${value}', true)`;
  });
  return `BEGIN; SELECT ${settings.join(', ')}`;
}
