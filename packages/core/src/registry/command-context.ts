import { randomUUID } from 'node:crypto';
import type { Transaction } from '@archipelago/db/with-workspace';
import type { AuditAction } from '../audit/audit-actions.ts';
import { type AuditEntry, recordAuditEvents } from '../audit/record-audit-event.ts';
import type { ApiKeyActor, PersonContext, UserActor, Visitor, WorkspaceContext } from '../context/context.ts';
import { isHeard } from '../events/raise-event.ts';
import { enqueue, enqueueEach } from '../jobs/enqueue.ts';
import type { JobPayloads, QueueName } from '../jobs/queues.ts';

/** Whoever changes something: a person, in an operation of the API a program, in one for visitors also somebody unknown. */
export type Acting = UserActor | ApiKeyActor | Visitor;

/** What a command's `run` is given besides who asks and where. */
export interface CommandTools<Who extends Acting = UserActor> {
  actor: Who;
  tx: Transaction;
  /**
   * Adds the command's audit row, and answers its id. A command that changed something calls it; one that did not calls
   * `unchanged`. The row is written when `run` has ended: the log is the last lock that a command takes.
   */
  audit(entry: AuditEntry): Promise<string>;
  /** The same for a command that changes several things alike: a row for each, in one statement. */
  auditEach(entries: readonly AuditEntry[]): Promise<string[]>;
  /** Says that what was asked for was already so: nothing to record. */
  unchanged(): void;
  /** Adds several jobs in one statement, to a queue where every job counts. */
  enqueueEach<Name extends QueueName>(
    queue: Name,
    payloads: readonly JobPayloads[Name][],
    group?: string,
  ): Promise<void>;
  /**
   * Adds a job to this transaction. The key, for a keyed queue, is the workspace unless another is given; a group, for the
   * others, runs one job at a time.
   */
  enqueue<Name extends QueueName>(
    queue: Name,
    payload: JobPayloads[Name],
    key?: string,
    group?: string,
  ): Promise<void>;
  /** Says that this queue got a job by other means than `enqueue`, so that it is looked at after the commit. */
  wake(queue: QueueName): void;
}

export type WorkspaceCommandContext = WorkspaceContext & CommandTools;
/** Of a command that visitors may call too. */
export type VisitorCommandContext = WorkspaceContext & CommandTools<UserActor | Visitor>;
/** Of a command that the API serves too. */
export type ApiCommandContext = WorkspaceContext & CommandTools<UserActor | ApiKeyActor>;
/** `workspaceId` is the id the new workspace must take: the transaction sees and writes that one only. */
export type NewWorkspaceCommandContext = PersonContext & CommandTools & { workspaceId: string };

export interface CommandRecord<Who extends Acting> {
  tools: CommandTools<Who>;
  /** Queues that got a job, to be poked after the commit. */
  queues: Set<QueueName>;
  /** Whether the command said what it did, or that it did nothing. */
  isAccountedFor(): boolean;
  /** Writes the audit rows. The last statement of the transaction. */
  writeAudit(): Promise<void>;
}

export function recordCommand<Who extends Acting>(
  tx: Transaction,
  command: { workspaceId: string; actor: Who; action: AuditAction | null; ctx: PersonContext },
): CommandRecord<Who> {
  const queues = new Set<QueueName>();
  const entries: (AuditEntry & { id: string })[] = [];
  // What the log does not tell has nothing to account for.
  let accountedFor = command.action === null;
  const { workspaceId, actor, action } = command;
  const add = (entry: AuditEntry): string => {
    accountedFor = true;
    if (action === null)
      throw new Error('This command says that the log does not tell it. Name its audit action.');
    if (isHeard(action)) queues.add('workspace-event');
    const id = randomUUID();
    entries.push({ ...entry, id });
    return id;
  };
  return {
    queues,
    isAccountedFor: () => accountedFor,
    async writeAudit() {
      if (entries.length === 0 || action === null) return;
      await recordAuditEvents(tx, { workspaceId, actor, action, request: command.ctx.request }, entries);
    },
    tools: {
      actor,
      tx,
      audit: async (entry) => add(entry),
      auditEach: async (several) => several.map(add),
      unchanged() {
        accountedFor = true;
      },
      wake(queue) {
        queues.add(queue);
      },
      async enqueue(queue, payload, key = workspaceId, group) {
        queues.add(queue);
        await enqueue(tx, queue, key, payload, { group });
      },
      async enqueueEach(queue, payloads, group) {
        if (payloads.length === 0) return;
        queues.add(queue);
        await enqueueEach(tx, queue, payloads, { group });
      },
    },
  };
}
