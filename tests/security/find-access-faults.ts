import { AppError } from '@archipelago/core/errors/app-error';
import type { Operation } from '@archipelago/core/registry/registry';
import { contextFor } from '../support/factories.ts';
import { expectedAnswer } from './access-rules.ts';
import { fingerprint } from './fingerprint.ts';
import { membershipsOf } from './memberships-of.ts';
import { type Answer, people } from './people-at-the-door.ts';
import { call, type SecurityWorld } from './security-world.ts';
import { snapshotOf } from './snapshot-of.ts';
import { validInput } from './valid-inputs.ts';

const refusals = ['UNAUTHORIZED', 'NOT_FOUND', 'FORBIDDEN'];

/** What asking Stripe in vain, or for what is so already, ends with: past every check of ours. */
const endsBehindTheDoor = ['SERVICE_UNAVAILABLE', 'CONFLICT'];

/** What is refused for reasons of the thing asked for, not of who asks: past the door, too. */
const pastTheDoor = [
  'invitation-unknown',
  'join-closed',
  'join-first',
  'comment-unknown',
  'guestbook-sign-in',
  'inquiry-unknown',
  'issue-unknown',
  'link-over',
  'links-full',
  'link-unknown',
  'subscriber-unknown',
  'transfer-unknown',
  'transfer-open',
  'last-owner',
  'support-open',
  'copy-unknown',
  'erasure-unknown',
  'not-given-up',
  'no-customer',
  'event-unknown',
  'job-unknown',
];

/** Calls the operation as every kind of person, against the table. One line per answer that differs. */
export async function findAccessFaults(world: SecurityWorld, operation: Operation): Promise<string[]> {
  const faults: string[] = [];
  for (const person of people) {
    const expected = expectedAnswer(operation, person);
    const fault = await findFault(world, operation, person, expected);
    if (fault) faults.push(`${operation.name} as ${person}: ${fault}`);
  }
  return faults;
}

async function findFault(
  world: SecurityWorld,
  operation: Operation,
  person: (typeof people)[number],
  expected: Answer,
): Promise<string | null> {
  const input = { ...validInput(operation, world.acme) };
  const ctx = await contextFor(world.people[person], world.acme.workspace);
  if (operation.name === 'accept-invitation') input.token = 'x'.repeat(43);
  // What one is called, typed by oneself.
  if (operation.name === 'request-erasure') input.confirm = world.people[person]?.email ?? '';
  // What is allowed may write.
  const before = expected === 'allowed' ? null : await fingerprint(world.product);
  const restore = await membershipsOf(world.product, world.acme.workspace.id);
  const snapshot = await snapshotOf(world.product);
  const answer = await answerOf(operation, call(operation, ctx, input));
  // Bringing back is a write itself, after which every row is read again.
  if (answer === 'allowed' && (await snapshotOf(world.product)) !== snapshot) await restore();
  if (answer !== expected) return `expected ${expected}, got ${answer}`;
  if (before === null) return null;
  return (await fingerprint(world.product)) === before ? null : 'was refused, but something was written';
}

async function answerOf(operation: Operation, run: Promise<unknown>): Promise<string> {
  try {
    await run;
    return 'allowed';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.reason && pastTheDoor.includes(error.reason)) return 'allowed';
    if (refusals.includes(error.code)) return error.code;
    const isBilling = operation.permission.startsWith('billing:');
    return isBilling && endsBehindTheDoor.includes(error.code)
      ? 'allowed'
      : `${error.code}: ${error.message}`;
  }
}
