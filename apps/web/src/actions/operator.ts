import { replayBilling } from '@archipelago/core/billing/inbox/replay-billing';
import { resyncBilling } from '@archipelago/core/billing/inbox/resync-billing';
import { retryJob } from '@archipelago/core/platform/retry-job';
import { retryPlatformJob } from '@archipelago/core/platform/retry-platform-job';
import { operatorAction, personAction } from './action-of.ts';

export const operator = {
  replay: operatorAction(replayBilling),
  resync: operatorAction(resyncBilling),
  retryJob: operatorAction(retryJob),
  retryPlatformJob: personAction(retryPlatformJob),
};
