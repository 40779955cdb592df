import { noSuch } from '../stripe-error.ts';
import type { Customer } from '../stripe-state.ts';
import type { World } from '../world.ts';

export function findCustomer(world: World, id: string, param = 'id'): Customer {
  const customer = world.state.customers[id];
  if (!customer) throw noSuch('customer', id, param);
  return customer;
}
