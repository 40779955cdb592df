import { createRole } from '@archipelago/core/roles/create-role';
import { deleteRole } from '@archipelago/core/roles/delete-role';
import { updateRole } from '@archipelago/core/roles/update-role';
import { permissionField } from '../features/members/permission-field.ts';
import { workspaceAction } from './action-of.ts';

export const roles = {
  create: workspaceAction(createRole, withPermissions),
  update: workspaceAction(updateRole, withPermissions),
  delete: workspaceAction(deleteRole, ({ roleId, replacement }) =>
    replacement ? { roleId, replacement } : { roleId },
  ),
};

/** A form has a checkbox a permission; the commands take a list. */
function withPermissions(fields: Record<string, FormDataEntryValue>) {
  const isPermission = ([name]: [string, unknown]) => name.startsWith(permissionField(''));
  const entries = Object.entries(fields);
  const permissions = entries.filter(isPermission).map(([name]) => name.slice(permissionField('').length));
  return { ...Object.fromEntries(entries.filter((entry) => !isPermission(entry))), permissions };
}
