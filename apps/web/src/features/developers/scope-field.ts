/** The name of a scope's checkbox. */
export function scopeField(scope: string): string {
  return `scope:${scope}`;
}
