import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { postedSession } from '../../../apps/web/src/clerk/posted-session.ts';
import { freePort } from '../../support/free-port.ts';
import { useEnvironment } from '../../support/own-environment.ts';
import { browserOf, password, secretKey, startOwnClerk } from './own-clerk.ts';

const origin = 'http://acme.localhost:8888';
// One instance, with its key and address, that is started anew for tokens of another age.
const dataDirectory = mkdtempSync(join(tmpdir(), 'archipelago-clerk-'));
let port: number;
let own: Awaited<ReturnType<typeof startOwnClerk>>;
beforeAll(async () => {
  port = await freePort();
});
afterEach(() => own.stop());
afterAll(() => rmSync(dataDirectory, { recursive: true, force: true }));

/** Ada's session cookie, with a token that lasts this long from now. */
async function signedIn(tokenLifetimeSeconds: number) {
  own = await startOwnClerk({ port, dataDirectory, tokenLifetimeSeconds });
  useEnvironment({
    // Never asked.
    DATABASE_URL: 'postgresql://archipelago_app:none@127.0.0.1:1/none',
    CLERK_SECRET_KEY: secretKey,
    CLERK_API_URL: own.clerk.bapiUrl,
    CLERK_JWT_KEY: own.clerk.jwtKey,
  });
  const browser = browserOf(own.clerk.fapiUrl, origin);
  await browser.call('POST', '/client/sign_ins', { identifier: 'ada@acme.test', password });
  const { data } = await own.sdk().sessions.getSessionList({ userId: 'user_ada', status: 'active' });
  const sessionId = data[0]?.id ?? '';
  const { jwt } = await own.sdk().sessions.getToken(sessionId);
  return { sessionId, jwt, cookie: `theme=dark; __session=${jwt}; __client_uat=0` };
}

test('a token that lasts is taken as it is, whatever the browser’s other cookies say', async () => {
  const { jwt, cookie } = await signedIn(60);
  expect(await postedSession(cookie, [origin])).toEqual({ token: jwt, isRenewed: false });
});

test('a token of another host is not taken', async () => {
  const { cookie } = await signedIn(60);
  expect(await postedSession(cookie, ['http://globex.localhost:8888'])).toBeNull();
});

test('a token that another key signed is passed over', async () => {
  const { jwt } = await signedIn(60);
  const forged = `${jwt.slice(0, -8)}AAAAAAAA`;
  expect(await postedSession(`__session_other=${forged}`, [origin])).toBeNull();
  expect(await postedSession(`__session_other=${forged}; __session=${jwt}`, [origin])).toMatchObject({
    token: jwt,
  });
});

test('a token that ran out is renewed while its session lasts, and not once that was ended', async () => {
  const { jwt, cookie, sessionId } = await signedIn(-30);
  const renewed = await postedSession(cookie, [origin]);
  expect(renewed?.isRenewed).toBe(true);
  expect(renewed?.token).not.toBe(jwt);
  await own.sdk().sessions.revokeSession(sessionId);
  expect(await postedSession(cookie, [origin])).toBeNull();
});

test('a token that ran out more than a day ago is not renewed', async () => {
  const { cookie } = await signedIn(-25 * 60 * 60);
  expect(await postedSession(cookie, [origin])).toBeNull();
});

test('while Clerk cannot be asked, a token that ran out counts as none', async () => {
  const { cookie } = await signedIn(-30);
  await own.clerk.stop();
  expect(await postedSession(cookie, [origin])).toBeNull();
  await own.restart();
});
