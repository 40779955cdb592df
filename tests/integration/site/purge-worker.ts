import { boot } from '@archipelago/core/boot';
import { drain } from '@archipelago/core/jobs/drain';

/** A worker in a process of its own that purges what is due; killed by the test. */
boot();
await drain(['purge-site'], new Date(Date.now() + 60_000));
process.exit();
