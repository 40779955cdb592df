/** The name of a comment's checkbox. */
export function commentField(id: string): string {
  return `comment:${id}`;
}
