import { type AuditAction, type AuditArea, auditActions } from '@archipelago/core/audit/audit-actions';

export interface AuditFilter {
  action: AuditAction | undefined;
  area: AuditArea | undefined;
  actorId: string | undefined;
}

export const areaLabels: Record<AuditArea, string> = {
  workspace: 'Settings',
  members: 'Members',
  posts: 'Posts',
  domains: 'Domains',
  billing: 'Billing',
  developers: 'Developers',
};

const areas = Object.keys(areaLabels) as AuditArea[];
const actions = Object.keys(auditActions) as AuditAction[];

/** The filter that a page's address asks for; what the log does not know is ignored. */
export function auditFilter(asked: URLSearchParams): AuditFilter {
  const actorId = asked.get('actorId') ?? '';
  return {
    action: actions.find((action) => action === asked.get('action')),
    area: areas.find((area) => area === asked.get('area')),
    actorId: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(actorId) ? actorId : undefined,
  };
}

export const areaOptions = [
  { value: '', label: 'Every area' },
  ...areas.map((area) => ({ value: area, label: areaLabels[area] })),
];

export const actionOptions = [
  { value: '', label: 'Every action' },
  ...actions.map((action) => ({ value: action, label: auditActions[action].title })),
];
