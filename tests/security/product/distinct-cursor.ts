/** A place in a list that nobody else asks for, so that a cache keeps the page under a key of its own. */
export function distinctCursor(index: number): string {
  const at = `2031-01-01T00:00:00.${String(index).padStart(6, '0')}Z`;
  return Buffer.from(JSON.stringify([at, '00000000-0000-4000-8000-000000000000'])).toString('base64url');
}
