/** A fault planted in one source file. Each text to replace must be there exactly once, so that none goes stale. */
export interface Mutant {
  /** Below packages/core/src/billing. */
  file: string;
  edits: readonly (readonly [find: string, replacement: string])[];
  /** The schedule that must notice it. */
  scenario: ScenarioName;
}

export const scenarioNames = [
  'answered-before-kept',
  'event-while-reading',
  'stalled-worker',
  'commits-out-of-order',
  'told-twice',
] as const;

export type ScenarioName = (typeof scenarioNames)[number];

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
};
