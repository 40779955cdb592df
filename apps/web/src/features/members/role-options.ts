import { covers } from '@archipelago/core/access/covers';
import { type CustomRole, type Grant, grantOf } from '@archipelago/core/access/grant';
import { assignableRoles, type Role, teamRoles } from '@archipelago/core/access/roles';
import { mayInviteAs } from '@archipelago/core/invitations/invited-role';

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

/** The role as people call it: a custom one by its own name. */
export function roleLabel(role: Role, customRoleName: string | null | undefined): string {
  return customRoleName ?? roleDescriptions[role].label;
}

/** Every role of the team, the workspace's own included; those that allow more than the giver holds cannot be chosen. */
export function assignableRoleOptions(
  giver: Grant | null,
  customRoles: readonly (CustomRole & { description: string })[],
) {
  const beyond = 'Allows more than your own role.';
  const option = (value: string, label: string, hint: string, grant: Grant) => {
    const disabled = !covers(giver, grant.permissions);
    return { value, label, hint: disabled ? `${hint} ${beyond}`.trim() : hint, disabled };
  };
  return [
    ...teamRoles.map((role) =>
      option(role, roleDescriptions[role].label, roleDescriptions[role].hint, grantOf(role, null)),
    ),
    ...customRoles.map((role) => option(role.id, role.name, role.description, grantOf('member', role))),
  ];
}

/** What somebody may invite to: the built-in roles, then the workspace's own. */
export function invitedRoleOptions(
  inviter: Grant | null,
  customRoles: readonly (CustomRole & { description: string })[],
) {
  const builtIn = assignableRoles.filter((role) => mayInviteAs(inviter, grantOf(role, null)));
  const own = customRoles.filter((role) => mayInviteAs(inviter, grantOf('member', role)));
  return [
    ...roleOptions(builtIn),
    ...own.map(({ id, name, description }) => ({ value: id, label: name, hint: description })),
  ];
}
