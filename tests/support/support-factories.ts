import { allowSupport } from '@archipelago/core/support/allow-support';
import { enterSupport } from '@archipelago/core/support/enter-support';
import { contextFor, type MadeUser, type MadeWorkspace, makeUser } from './factories.ts';
import type { OwnProduct } from './own-product.ts';

/** Staff of whoever runs the platform; only the owner of the tables appoints them. */
export async function makeOperator(product: OwnProduct, user?: MadeUser): Promise<MadeUser> {
  const operator = user ?? (await makeUser());
  await product.database.observer.query('insert into operator (user_id) values ($1)', [operator.userId]);
  return operator;
}

/** The owner lets support in for an hour. */
export async function openToSupport(workspace: MadeWorkspace, note = ''): Promise<{ id: string }> {
  const owner = await contextFor(workspace.owner, workspace);
  return allowSupport(owner, { duration: 'hour', note });
}

export async function enterAs(operator: MadeUser, workspace: MadeWorkspace, reason: string): Promise<void> {
  await enterSupport(await contextFor(operator, workspace), { reason });
}
