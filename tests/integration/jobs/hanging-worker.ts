import { boot } from '@archipelago/core/boot';
import { drain } from '@archipelago/core/jobs/drain';

/** A worker in a process of its own that takes a job and never comes back; killed by the test. */
boot();
await drain(['sync-seats'], new Date(Date.now() + 60_000), {
  handlers: {
    'sync-seats': async () => {
      process.send?.('working');
      await new Promise(() => setInterval(() => {}, 1_000));
    },
  },
});
