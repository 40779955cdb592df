/** The REST API knows callers by their key alone: no session and no cookie counts there, so that none is looked at. */
export function isApi({ pathname }: URL): boolean {
  return pathname === '/api/v1' || pathname.startsWith('/api/v1/');
}
