import type { Subscription } from '../stripe-state.ts';
import { emit, type World } from '../world.ts';

/** A subscription that ended takes its schedule with it. */
export function abandonSchedule(world: World, subscription: Subscription): void {
  const schedule = world.state.schedules[subscription.schedule ?? ''];
  if (schedule?.status !== 'active') return;
  schedule.status = 'canceled';
  schedule.canceled_at = world.now();
  schedule.current_phase = null;
  emit(world, 'subscription_schedule.canceled', schedule);
}
