import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { boss } from '@archipelago/core/jobs/boss';
import { drain } from '@archipelago/core/jobs/drain';
import { vi } from 'vitest';
import { type OwnMailbox, startOwnMailbox } from '../../support/own-mailbox.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

/** What this deployment's mail provider signs with. */
export const mailSecret = `whsec_${Buffer.from('a secret of the mail provider').toString('base64')}`;

export interface NewsletterWorld {
  product: OwnProduct;
  mailbox: OwnMailbox;
  /** Who got which mails, by address: the Message-IDs, as often as they came. */
  received(): Map<string, string[]>;
  /** Runs what waits in these queues. */
  work(...queues: Parameters<typeof drain>[0]): ReturnType<typeof drain>;
  /** As if every wait was over: of jobs that are tried again, and of mails whose server asked for it. */
  skipWaits(): Promise<void>;
  /** Adds so many who are subscribed, at once. */
  subscribeMany(workspaceId: string, count: number): Promise<void>;
  /** A worker of its own that is killed with SIGKILL when it has reached a step so many times; or ends its work. */
  workUntil(step: 'claimed' | 'begun' | 'taken' | 'settled' | 'end', times?: number): Promise<void>;
  /** The same with the product's own handler, killed wherever it is when so many mails have come in all. */
  workUntilMails(count: number): Promise<void>;
  stop(): Promise<void>;
}

function startWorker(...how: (string | number)[]): ChildProcess {
  const worker = fork(fileURLToPath(new URL('issue-worker.ts', import.meta.url)), how.map(String), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    silent: true,
  });
  // What it logs is read, so that a full pipe never stops it.
  worker.stdout?.resume();
  worker.stderr?.resume();
  return worker;
}

async function kill(worker: ChildProcess): Promise<void> {
  const gone = once(worker, 'exit');
  worker.kill('SIGKILL');
  await gone;
}

export async function startNewsletterWorld(): Promise<NewsletterWorld> {
  const mailbox = await startOwnMailbox();
  const product = await startOwnProduct({
    environment: { SMTP_URL: mailbox.url, MAIL_WEBHOOK_SECRET: mailSecret },
  });
  const { observer } = product.database;
  const buryDeadWorkers = async () => {
    await observer.query(
      `update pgboss.job set heartbeat_on = now() - interval '1 hour' where state = 'active'`,
    );
    await observer.query(
      'update pgboss.queue set monitor_on = null, monitor_claim_on = null, maintain_on = null',
    );
    await boss().supervise();
    await observer.query(`update pgboss.job set start_after = now() where state = 'retry'`);
  };
  return {
    product,
    mailbox,
    received() {
      const all = new Map<string, string[]>();
      for (const { to, messageId = '' } of mailbox.mails) {
        const address = to?.[0]?.address ?? '';
        all.set(address, [...(all.get(address) ?? []), messageId]);
      }
      return all;
    },
    work: (...queues) => drain(queues, new Date(Date.now() + 60_000)),
    async skipWaits() {
      await observer.query(`update pgboss.job set start_after = now() where state = 'retry'`);
      await observer.query('update newsletter_delivery set retry_at = now() where retry_at is not null');
    },
    async subscribeMany(workspaceId, count) {
      await observer.query(
        `insert into newsletter_subscriber (workspace_id, email, state, source, asked_at, confirmed_at)
          select $1, 'reader-' || n || '@example.test', 'subscribed', 'form', now(), now()
          from generate_series(1, $2::integer) n`,
        [workspaceId, count],
      );
    },
    async workUntil(step, times = 1) {
      const worker = startWorker(step, times);
      const [said] = await once(worker, 'message');
      await kill(worker);
      if (said !== (step === 'end' ? 'idle' : 'reached')) throw new Error(`The worker said ${String(said)}.`);
      await buryDeadWorkers();
    },
    async workUntilMails(count) {
      const worker = startWorker('end');
      await vi.waitUntil(() => mailbox.mails.length >= count, { timeout: 120_000, interval: 5 });
      await kill(worker);
      await buryDeadWorkers();
    },
    async stop() {
      await product.stop();
      await mailbox.stop();
    },
  };
}
