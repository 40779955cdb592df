import type { ScenarioName } from './mutant-scenarios.ts';

/** A fault planted in one source file. Each text to replace must be there exactly once, so that none goes stale. */
export interface Mutant {
  /** Relative to packages/core/src/billing. */
  file: string;
  edits: readonly (readonly [find: string, replacement: string])[];
  /** The schedule that must notice it. */
  scenario: ScenarioName;
}

/** The ways in which such a path usually goes wrong. */
export const mutants: Record<string, Mutant> = {
  'answering 2xx before the commit': {
    file: 'receive-stripe-event.ts',
    edits: [
      [
        'const outcome = await storeEvent(event, onStep ? { onStep } : {});',
        `const outcome = 'stored'; void storeEvent(event).catch(() => {});`,
      ],
    ],
    scenario: 'answered-before-kept',
  },
  'marking clean what is dirty at the commit': {
    file: 'apply-customer-state.ts',
    edits: [['syncedSeq: lease.dirtySeq', 'syncedSeq: customer.dirtySeq']],
    scenario: 'event-while-reading',
  },
  'writing without a fence': {
    file: 'apply-customer-state.ts',
    edits: [['if (customer?.fence !== lease.fence) return false;', 'if (!customer) return false;']],
    scenario: 'stalled-worker',
  },
  'a watermark of one global sequence, drawn before the customer is locked': {
    file: 'store-event.ts',
    edits: [
      ['object_id, created, payload, status)', 'object_id, created, payload, status, seq)'],
      [`'ignored'::stripe_event_status`, `'ignored'::stripe_event_status, nextval('public.mutant_seq')`],
      [
        `with customer as (
        update billing_customer set \${dirtier}`,
        `with customer as (
        update billing_customer set dirty_seq = greatest(dirty_seq,
          (select e.seq from stripe_event e where e.id = \${eventId}))`,
      ],
      ['set seq = customer.seq', 'set seq = stripe_event.seq'],
    ],
    scenario: 'commits-out-of-order',
  },
  'effects without their business key': {
    file: 'effects/record-effects.ts',
    edits: [
      ['uuidFrom(`', 'uuidFrom(Math.random() + `'],
      ['      key,\n      kind,', '      key: key + Math.random(),\n      kind,'],
    ],
    scenario: 'told-twice',
  },
  'a mail each time that something is told': {
    file: 'effects/record-effects.ts',
    edits: [
      [
        'for (const { id } of made) {',
        `for (const id of effects.map(({ key }) => uuidFrom(\`\${workspaceId} \${key}\`))) {`,
      ],
      ['effectId: id }, { id });', 'effectId: id });'],
    ],
    scenario: 'told-twice',
  },
  'numbering events without the lock of the customer’s row': {
    file: 'store-event.ts',
    edits: [
      [
        `  const marked = await rawQuery(
    tx,
    Prisma.sql\`
      with customer as (
        update billing_customer set \${dirtier}`,
        `  const [read] = await rawQuery<{ seq: bigint }>(
    tx,
    Prisma.sql\`select dirty_seq + 1 as seq from billing_customer where stripe_customer_id = \${stripeCustomerId}\`,
  );
  const marked = await rawQuery(
    tx,
    Prisma.sql\`
      with customer as (
        update billing_customer set dirty_seq = \${read?.seq ?? 0n}`,
      ],
    ],
    scenario: 'marked-at-once',
  },
  'counting a duplicate as new': {
    file: 'store-event.ts',
    edits: [[`if (!isNew) return 'duplicate';`, '']],
    scenario: 'delivered-twice',
  },
  'skipping what was created before the last': {
    file: 'store-event.ts',
    edits: [
      [
        `if (!stripeCustomerId || !relevant.test(event.type)) return 'ignored';`,
        `if (!stripeCustomerId || !relevant.test(event.type)) return 'ignored';
    const newer = await rawQuery(tx, Prisma.sql\`select 1 from stripe_event
      where stripe_customer_id = \${stripeCustomerId} and created > to_timestamp(\${event.created})\`);
    if (newer.length > 0) return 'ignored';`,
      ],
    ],
    scenario: 'older-comes-late',
  },
  'leaving the work to the poke': {
    file: 'store-event.ts',
    edits: [
      [
        `await enqueue(tx, 'stripe-customer', stripeCustomerId, { stripeCustomerId });
    await onStep('marked');`,
        `await onStep('marked');`,
      ],
    ],
    scenario: 'nobody-pokes',
  },
  'queueing the job after the commit': {
    file: 'store-event.ts',
    edits: [
      [
        `await enqueue(tx, 'stripe-customer', stripeCustomerId, { stripeCustomerId });
    await onStep('marked');`,
        `await onStep('marked');`,
      ],
      [
        `await onStep('committed');`,
        `await onStep('committed');
  if (outcome === 'stored') await markCustomerDirty(stripeCustomerId ?? '');`,
      ],
    ],
    scenario: 'nobody-pokes',
  },
  'a dead customer that no event revives': {
    file: 'store-event.ts',
    edits: [['else 0 end, dead_at = null`', 'else 0 end`']],
    scenario: 'comes-back',
  },
  'believing a poke that nobody signed': {
    file: '../jobs/drain-on-poke.ts',
    edits: [['if (!verifyPoke(name, request)) {', 'if (!verifyPoke(name, request) && !request.url) {']],
    scenario: 'forged-poke',
  },
  'leasing without the lock of the customer’s row': {
    file: 'customer-lease.ts',
    edits: [[' for no key update`', '`']],
    scenario: 'two-workers',
  },
  'a lease that the next worker does not respect': {
    file: 'customer-lease.ts',
    edits: [[`if (row.leased) return 'busy';`, '']],
    scenario: 'two-workers',
  },
  'counting only the attempts that failed, not those that crashed': {
    file: 'customer-lease.ts',
    edits: [['row, row.attempts + 1, seconds)', 'row, row.attempts, seconds)']],
    scenario: 'keeps-crashing',
  },
  'giving back a lease that is another’s by now': {
    file: 'customer-lease.ts',
    edits: [
      [
        'where: { stripeCustomerId: lease.stripeCustomerId, fence: lease.fence }',
        'where: { stripeCustomerId: lease.stripeCustomerId }',
      ],
    ],
    scenario: 'stalled-worker-fails',
  },
  'giving a customer back without a word to the worker': {
    file: 'wake-worker.ts',
    edits: [[`await enqueue(tx, 'stripe-customer', stripeCustomerId, { stripeCustomerId });`, '']],
    scenario: 'changed-meanwhile',
  },
  'reading Stripe before the lease': {
    file: 'sync-customer.ts',
    edits: [
      [
        'const lease = await leaseForSync(',
        `const early = await readCustomerState(stripeCustomerId);
  await options.onStep?.('read');
  const lease = await leaseForSync(`,
      ],
      [
        'const outcome = await syncLeased(lease, options);',
        'const outcome = await syncLeased(lease, { ...options, early } as never);',
      ],
      [
        'const state = await readCustomerState(lease.stripeCustomerId, [...wanted]);',
        'const state = (options as any).early;',
      ],
    ],
    scenario: 'event-while-reading',
  },
  'a worker that was fenced out and calls its job done': {
    file: 'sync-customer.ts',
    edits: [[`if (outcome === 'fenced')`, `if (outcome === 'fenced' && !lease)`]],
    scenario: 'fenced-out-by-a-person',
  },
  'calling events done in a transaction of their own': {
    file: 'apply-customer-state.ts',
    edits: [
      [
        'await tx.stripeEvent.updateMany({',
        'await withWorkspace(workspaceId, (own) => own.stripeEvent.updateMany({',
      ],
      ['processedAt: new Date() },\n    });', 'processedAt: new Date() },\n    }), { stripeCustomerId });'],
    ],
    scenario: 'dies-while-writing',
  },
  'answering 200 to what could not be kept': {
    file: 'receive-stripe-event.ts',
    edits: [['return answer(503,', 'return answer(200,']],
    scenario: 'answered-before-kept',
  },
  'taking events of the other mode': {
    file: 'receive-stripe-event.ts',
    edits: [
      [`event.livemode !== STRIPE_SECRET_KEY.includes('_live_')`, `event.livemode && !STRIPE_SECRET_KEY`],
    ],
    scenario: 'deliveries',
  },
  'checking the signature of the parsed body': {
    file: 'receive-stripe-event.ts',
    edits: [['verifyStripeEvent(body, ', 'verifyStripeEvent(JSON.stringify(JSON.parse(body), null, 2), ']],
    scenario: 'deliveries',
  },
  'a tolerance that looks only into the past': {
    file: 'verify-stripe-event.ts',
    edits: [
      [
        'if (!signature || timestampOf(signature) > now / 1000 + futureToleranceSeconds) return null;',
        'if (!signature) return null;',
      ],
    ],
    scenario: 'deliveries',
  },
  'a tolerance that looks only into the future': {
    file: 'verify-stripe-event.ts',
    edits: [['const pastToleranceSeconds = 300;', 'const pastToleranceSeconds = 0;']],
    scenario: 'deliveries',
  },
  'forgetting the secret that is being replaced': {
    file: 'verify-stripe-event.ts',
    edits: [['for (const secret of secrets) {', 'for (const secret of secrets.slice(0, 1)) {']],
    scenario: 'deliveries',
  },
};
