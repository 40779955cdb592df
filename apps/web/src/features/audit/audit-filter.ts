import { type AuditAction, type AuditArea, auditActions } from '@archipelago/core/audit/audit-actions';
import type { AuditFilter } from '@archipelago/core/audit/audit-filter';
import { isId } from '../../is-id.ts';

export const areaLabels: Record<AuditArea, string> = {
  workspace: 'Settings',
  members: 'Members',
  posts: 'Posts',
  comments: 'Comments',
  inquiries: 'Inquiries',
  newsletter: 'Newsletter',
  domains: 'Domains',
  billing: 'Billing',
  developers: 'Developers',
};

const areas = Object.keys(areaLabels) as AuditArea[];
const actions = Object.keys(auditActions) as AuditAction[];
const day = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

/** The filter that a page's address asks for; what the log does not know is ignored. */
export function auditFilter(asked: URLSearchParams): AuditFilter {
  const given = (name: string, isKnown: (value: string) => boolean) => {
    const value = asked.get(name)?.trim();
    return value && isKnown(value) ? value : undefined;
  };
  const [from, to] = inOrder(given('from', isDay), given('to', isDay));
  return {
    text: given('text', () => true)?.slice(0, 100),
    actorId: given('actorId', (value) => value === 'system' || isId(value)),
    area: areas.find((area) => area === asked.get('area')),
    action: actions.find((action) => action === asked.get('action')),
    targetKind: given('targetKind', (value) => /^[a-z][a-z_]{0,39}$/.test(value)),
    from,
    to,
  };
}

/** The id of the entry that a page's address shows beside the list. */
export function askedEvent(asked: URLSearchParams): string | undefined {
  const id = asked.get('event') ?? '';
  return isId(id) ? id : undefined;
}

/** The calendar knows no 30 February. */
function isDay(value: string): boolean {
  return day.test(value) && new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
}

function inOrder(from: string | undefined, to: string | undefined): [string | undefined, string | undefined] {
  return from && to && from > to ? [to, from] : [from, to];
}

export const areaOptions = [
  { value: '', label: 'Every area' },
  ...areas.map((area) => ({ value: area, label: areaLabels[area] })),
];

export const actionOptions = [
  { value: '', label: 'Every action' },
  ...actions.map((action) => ({ value: action, label: auditActions[action].title })),
];

/** What the log may be about; a kind that is not listed is shown by its own name. */
const kinds: Record<string, string> = {
  workspace: 'The workspace',
  user: 'People',
  member: 'Members',
  invitation: 'Invitations',
  post: 'Posts',
  comment: 'Comments',
  subscription: 'The subscription',
  checkout: 'Checkouts',
  audit_log: 'The audit log',
  support: 'Support',
};

export function kindLabel(kind: string): string {
  return kinds[kind] ?? kind.replaceAll('_', ' ').replace(/^./, (letter) => letter.toUpperCase());
}

/** @param asked a kind from the address that may not be listed. */
export function kindOptions(asked: string | undefined): { value: string; label: string }[] {
  const known = [...new Set([...Object.keys(kinds), ...(asked ? [asked] : [])])];
  return [{ value: '', label: 'Everything' }, ...known.map((value) => ({ value, label: kindLabel(value) }))];
}
