/** The name of a permission's checkbox. */
export function permissionField(permission: string): string {
  return `allow:${permission}`;
}
