import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { browserOf, password, startOwnClerk, webhookSecret } from './own-clerk.ts';

const started: Awaited<ReturnType<typeof startOwnClerk>>[] = [];
const start = async (...options: Parameters<typeof startOwnClerk>) => {
  const own = await startOwnClerk(...options);
  started.push(own);
  return own;
};
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const own of started.splice(0)) await own.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const folders: string[] = [];

/** A folder that outlives a stop within the test, and not the test. */
function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'archipelago-clerk-'));
  folders.push(folder);
  return folder;
}

describe('the local Clerk', () => {
  it('remembers people, sessions and its key over a restart, and seeds once', async () => {
    const own = await start();
    const visitor = browserOf(own.clerk.fapiUrl);
    await visitor.signIn('ada@acme.test');
    await visitor.call('PATCH', '/me', { first_name: 'Augusta' });
    const { jwtKey } = own.clerk;
    await own.restart();
    expect(own.clerk.jwtKey).toBe(jwtKey);
    const returning = browserOf(own.clerk.fapiUrl);
    for (const [name, value] of visitor.cookies) returning.cookies.set(name, value);
    expect((await returning.call('GET', '/me')).json.response.first_name).toBe('Augusta');
    expect(await own.sdk().users.getCount()).toBe(2);
  });

  it('delivers after a restart what it could not deliver before', async () => {
    const dataDirectory = ownFolder();
    const deaf = await start({
      dataDirectory,
      webhook: { url: 'http://127.0.0.1:1/', secret: webhookSecret },
    });
    await deaf.sdk().users.updateUser('user_ada', { firstName: 'Augusta' });
    await vi.waitFor(() => expect(deaf.clerk.deliveries()[0]?.attempts).toHaveLength(1));
    expect(deaf.clerk.deliveries()[0]?.status).toBe('pending');
    await deaf.stop();
    const hearing = await start({ dataDirectory });
    const { body } = await hearing.receiver.message('user.updated');
    expect(JSON.parse(body).data.first_name).toBe('Augusta');
  });

  it('stores no password in the clear', async () => {
    const dataDirectory = ownFolder();
    const own = await start({ dataDirectory });
    await browserOf(own.clerk.fapiUrl).signIn('ada@acme.test');
    const state = readFileSync(join(dataDirectory, 'state.json'), 'utf8');
    expect(state).toContain('ada@acme.test');
    expect(state).not.toContain(password);
  });

  it.each([
    ['CONTEXT', 'production'],
    ['NETLIFY', 'true'],
    ['AWS_LAMBDA_FUNCTION_NAME', 'ssr'],
  ])('refuses to start where %s is %s', async (name, value) => {
    vi.stubEnv(name, value);
    await expect(startOwnClerk()).rejects.toThrow(`The local Clerk did not start: ${name}`);
  });

  it('listens on this machine only', async () => {
    const own = await start();
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address?.family === 'IPv4' && !address.internal);
    const { port } = new URL(own.clerk.bapiUrl);
    if (outside) await expect(fetch(`http://${outside.address}:${port}/bapi/v1/jwks`)).rejects.toThrow();
    expect(new URL(own.clerk.bapiUrl).hostname).toBe('127.0.0.1');
  });

  it('serves clerk-js and its interface, whatever version is asked for', async () => {
    const own = await start();
    for (const path of ['@clerk/clerk-js@6/dist/clerk.browser.js', '@clerk/ui@1.36.0/dist/ui.browser.js']) {
      const response = await fetch(`${own.clerk.fapiUrl}/npm/${path}`);
      expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
      expect((await response.text()).length).toBeGreaterThan(50_000);
    }
    const outside = await fetch(`${own.clerk.fapiUrl}/npm/@clerk/ui@1/dist/..%2f..%2fpackage.json`);
    expect(outside.status).toBeGreaterThanOrEqual(400);
  });
});
