import { z } from 'zod';
import { composablePermissions, type Permission } from '../access/permissions.ts';
import { roles } from '../access/roles.ts';
import { singleLine } from '../input/single-line.ts';

/** More than a screen can compare is no help to anybody. */
export const mostCustomRoles = 20;

const reserved: readonly string[] = roles;
const composable = composablePermissions as readonly [Permission, ...Permission[]];

/** The input fields of a custom role. */
export const roleFields = {
  name: singleLine({ shortest: 2, longest: 40, what: 'a name' }).refine(
    (name) => !reserved.includes(name.toLowerCase()),
    'Every workspace has a role of this name. Choose another.',
  ),
  description: singleLine({ shortest: 0, longest: 160, what: 'a description' }),
  permissions: z
    .array(z.enum(composable, 'Choose from the list of permissions.'), 'Choose what the role allows.')
    .min(1, 'Choose what the role allows.')
    .max(composable.length, 'Choose each permission once.'),
};

/** What changing a thing is of no use without. */
const needed: Partial<Record<Permission, Permission>> = {
  'posts:write': 'posts:read',
  'members:invite': 'members:read',
  'members:manage': 'members:read',
  'guests:manage': 'members:read',
  'roles:manage': 'members:read',
  'billing:manage': 'billing:read',
};

/** The permissions of a role as they are stored: with the dashboard and what the chosen ones need, each once, in order. */
export function composed(chosen: readonly Permission[]): Permission[] {
  const all = new Set<Permission>(['dashboard:view', ...chosen]);
  for (const permission of chosen) {
    const other = needed[permission];
    if (other) all.add(other);
  }
  return composablePermissions.filter((permission) => all.has(permission));
}
