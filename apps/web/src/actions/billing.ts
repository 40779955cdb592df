import { openPortal } from '@archipelago/core/billing/open-portal';
import { startCheckout } from '@archipelago/core/billing/start-checkout';
import { startTrial } from '@archipelago/core/billing/start-trial';
import { workspaceAction } from './action-of.ts';

export const billing = {
  startTrial: workspaceAction(startTrial),
  startCheckout: workspaceAction(startCheckout),
  openPortal: workspaceAction(openPortal),
};
