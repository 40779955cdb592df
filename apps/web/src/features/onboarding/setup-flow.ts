import type { Overview } from '@archipelago/core/workspaces/get-overview';

/** The steps of setting a workspace up, in order. The first one makes the workspace; every other can be skipped. */
export const setupFlow = ['address', 'look', 'invite', 'plan', 'done'] as const;
export type FlowStep = (typeof setupFlow)[number];

export function nextStep(step: FlowStep): FlowStep {
  return setupFlow[setupFlow.indexOf(step) + 1] ?? 'done';
}

/** Where somebody goes on who left in the middle: at the first step that nothing was done about. */
export function resumeAt(checklist: Overview['checklist']): FlowStep {
  if (!checklist.brandingSet) return 'look';
  if (!checklist.someoneInvited) return 'invite';
  return checklist.planChosen ? 'done' : 'plan';
}

/** The step that the page's address asks for, or null. The first one has a page of its own. */
export function askedStep(asked: URLSearchParams): FlowStep | null {
  return setupFlow.find((step) => step === asked.get('step') && step !== 'address') ?? null;
}
