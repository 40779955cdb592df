import { runInScope } from './run-in-scope.ts';
import type { Transaction } from './with-workspace.ts';

/**
 * One transaction that shows one message to whoever runs the platform, and nothing of any workspace.
 *
 * @throws DatabaseUnavailable
 */
export function withContactMessage<T>(id: string, run: (tx: Transaction) => Promise<T>): Promise<T> {
  return runInScope({ 'app.contact_message_id': id }, run);
}
