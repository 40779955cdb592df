import { describe, expect, it } from 'vitest';
import { needsClerk } from './needs-clerk.ts';

const at = (path: string, cookie = '') => needsClerk({ url: new URL(path, 'http://acme.localhost'), cookie });

describe('needsClerk', () => {
  it.each(['/', '/pricing', '/w/acme', '/posts/dashboard', '/sign-in', '/sign-up/verify', '/accounting'])(
    'leaves an anonymous visitor of %s alone',
    (path) => {
      expect(at(path)).toBe(false);
      expect(at(path, 'theme=dark; __client_uat=0; __session=; __clerk_db_jwt=dvb_1')).toBe(false);
    },
  );

  it.each([
    '/dashboard',
    '/dashboard/members',
    '/w/acme/dashboard',
    '/workspaces/new',
    '/account',
    '/operator',
    '/support-visit',
    '/you',
    '/w/acme/you/comments',
  ])('asks on the private page %s', (path) => {
    expect(at(path)).toBe(true);
  });

  it.each(['__session=ey', 'a=b; __session_1a-2b_3c=ey', '__client_uat=1763700000', '__client_uat_1a=17'])(
    'asks on a public page when the browser sends %s',
    (cookie) => {
      expect(at('/', cookie)).toBe(true);
    },
  );

  it('asks when another host handed the browser over', () => {
    expect(at('/?__clerk_db_jwt=dvb_1')).toBe(true);
  });

  it.each([
    '/w/acme/files/logo/1.png',
    '/files/logo/1.png',
    '/icon.svg',
    '/feed.xml',
    '/sitemap.xml',
    '/robots.txt',
  ])('never asks for the file %s, which caches keep', (path) => {
    expect(at(path, '__session=ey')).toBe(false);
  });

  it('is not told by a cookie that only ends in the name', () => {
    expect(at('/', 'x__session=ey; not__client_uat=1')).toBe(false);
  });
});
