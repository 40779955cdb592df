import type { Role } from '@archipelago/core/access/roles';

/** What each role is called and may do, as people read it. */
export const roleDescriptions: Record<Role, { label: string; hint: string }> = {
  owner: { label: 'Owner', hint: 'Everything, and the plan and its card.' },
  admin: { label: 'Admin', hint: 'Everything a member can, and people, settings and the audit log.' },
  member: { label: 'Member', hint: 'Opens the dashboard and writes posts.' },
  guest: { label: 'Guest', hint: 'Reads and takes part on the site. No dashboard, no seat.' },
};

/** The choices of a form, in this order. */
export function roleOptions<R extends Role>(roles: readonly R[]) {
  return roles.map((role) => ({ value: role, ...roleDescriptions[role] }));
}
