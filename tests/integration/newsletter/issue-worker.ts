import { boot } from '@archipelago/core/boot';
import { drain } from '@archipelago/core/jobs/drain';
import type { Claim } from '@archipelago/core/jobs/steps';
import { sendIssueMails } from '@archipelago/core/newsletter/send-issue-mails';

/** A worker in a process of its own that sends an issue to its end, or stops dead when a step was reached so many times. */
const [stopAt = '', times = '0'] = process.argv.slice(2);
let left = Number(times);

async function onStep(step: string): Promise<void> {
  if (step !== stopAt) return;
  left -= 1;
  if (left > 0) return;
  process.send?.('reached');
  await new Promise(() => setInterval(() => {}, 1_000));
}

boot();
// To its end with the product's own handlers.
const handlers =
  stopAt === 'end'
    ? {}
    : {
        'newsletter-issue': (payload: { workspaceId: string; issueId: string }, claim: Claim) =>
          sendIssueMails(payload, { claim, onStep }),
      };
await drain(['newsletter-issue'], new Date(Date.now() + 280_000), { handlers });
process.send?.('idle');
process.disconnect?.();
