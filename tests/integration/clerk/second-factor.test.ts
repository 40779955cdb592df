import { type TOTP, URI } from 'otpauth';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browserOf, startOwnClerk } from './own-clerk.ts';

const halfMinute = 30_000;

let own: Awaited<ReturnType<typeof startOwnClerk>>;
beforeEach(async () => {
  own = await startOwnClerk();
});
afterEach(async () => {
  vi.useRealTimers();
  await own.stop();
});

const browser = () => browserOf(own.clerk.fapiUrl);

/** Ada with an app whose first code was entered, and her browser. */
async function enrolled() {
  const page = browser();
  await page.signIn('ada@acme.test');
  const asked = (await page.call('POST', '/me/totp')).json.response;
  const app = URI.parse(asked.uri) as TOTP;
  const code = app.generate({ timestamp: Date.now() });
  const answered = await page.call('POST', '/me/totp/attempt_verification', { code });
  return { page, app, asked, firstCode: code, backupCodes: answered.json.response.backup_codes as string[] };
}

/** The next code: one is never taken twice, and the one after now is taken already. */
const nextCode = (app: TOTP) => app.generate({ timestamp: Date.now() + halfMinute });

async function passwordOf(email = 'ada@acme.test') {
  const page = browser();
  const { response } = await page.signIn(email);
  const attempt = async (strategy: string, code: string) =>
    (await page.call('POST', `/client/sign_ins/${response.id}/attempt_second_factor`, { strategy, code }))
      .json;
  return { page, signIn: response, attempt };
}

function factorAges(token: string): [number, number] {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).fva;
}

describe('an authenticator app', () => {
  it('is described by an address that apps read, and is in use once a code of it was entered', async () => {
    const page = browser();
    await page.signIn('ada@acme.test');
    const { response } = (await page.call('POST', '/me/totp')).json;
    const app = URI.parse(response.uri) as TOTP;
    expect([app.issuer, app.label, app.secret.base32]).toEqual([
      'Archipelago',
      'ada@acme.test',
      response.secret,
    ]);
    const wrong = await page.call('POST', '/me/totp/attempt_verification', { code: '000000' });
    expect(wrong.json.errors[0].code).toBe('form_code_incorrect');
    expect((await page.call('GET', '/me')).json.response.totp_enabled).toBe(false);
    const code = app.generate({ timestamp: Date.now() });
    const right = await page.call('POST', '/me/totp/attempt_verification', { code });
    expect(right.json.response).toMatchObject({ verified: true });
    expect(right.json.response.backup_codes).toHaveLength(10);
    expect(right.json.response.secret).toBeUndefined();
    expect((await page.call('GET', '/me')).json.response).toMatchObject({
      totp_enabled: true,
      backup_code_enabled: true,
      two_factor_enabled: true,
    });
    expect((await own.sdk().users.getUser('user_ada')).twoFactorEnabled).toBe(true);
    await own.receiver.message('user.updated');
  });

  it('is asked for after the password, and a token then says that a second factor was proven', async () => {
    const { app } = await enrolled();
    const { page, signIn, attempt } = await passwordOf();
    expect(signIn).toMatchObject({
      status: 'needs_second_factor',
      created_session_id: null,
      supported_second_factors: [{ strategy: 'totp' }, { strategy: 'backup_code' }],
    });
    expect((await page.call('GET', '/client')).json.response.sessions).toEqual([]);
    expect((await attempt('totp', '000000')).errors[0].code).toBe('form_code_incorrect');
    expect((await attempt('totp', nextCode(app))).response.status).toBe('complete');
    expect(factorAges(await page.sessionToken())).toEqual([0, 0]);
  });

  it('leaves the session in which it was set up as it was, and asks nobody else', async () => {
    const { page } = await enrolled();
    expect(factorAges(await page.sessionToken())).toEqual([0, -1]);
    const { page: joan, signIn } = await passwordOf('joan@acme.test');
    expect(signIn.status).toBe('complete');
    expect(factorAges(await joan.sessionToken())).toEqual([0, -1]);
  });

  it('is not proven by a code that was taken before, nor by an old one', async () => {
    const { app, firstCode } = await enrolled();
    const { attempt } = await passwordOf();
    expect((await attempt('totp', firstCode)).errors[0].code).toBe('form_code_incorrect');
    const old = app.generate({ timestamp: Date.now() - 2 * halfMinute });
    expect((await attempt('totp', old)).errors[0].code).toBe('form_code_incorrect');
  });

  it('locks the person out for a while after ten wrong codes in a row', async () => {
    const { app } = await enrolled();
    const { attempt } = await passwordOf();
    for (let index = 0; index < 10; index += 1) await attempt('totp', '000000');
    expect((await attempt('totp', nextCode(app))).errors[0].code).toBe('user_locked');
  });

  it('is asked for after a new password too', async () => {
    await enrolled();
    const page = browser();
    const { response } = await page.signIn('ada@acme.test', '');
    const path = `/client/sign_ins/${response.id}`;
    const strategy = 'reset_password_email_code';
    await page.call('POST', `${path}/prepare_first_factor`, { strategy });
    const code = own.codeSentTo('ada@acme.test');
    await page.call('POST', `${path}/attempt_first_factor`, { strategy, code });
    const done = await page.call('POST', `${path}/reset_password`, { password: 'a-better-password' });
    expect(done.json.response.status).toBe('needs_second_factor');
  });

  it('is proven only where the password was, in the same browser', async () => {
    const { app } = await enrolled();
    const { signIn } = await passwordOf();
    const other = browser();
    await other.call('GET', '/client');
    const answer = await other.call('POST', `/client/sign_ins/${signIn.id}/attempt_second_factor`, {
      strategy: 'totp',
      code: nextCode(app),
    });
    expect(answer.status).toBe(404);
    const early = await other.signIn('ada@acme.test', '');
    const tooEarly = await other.call('POST', `/client/sign_ins/${early.response.id}/attempt_second_factor`, {
      strategy: 'totp',
      code: nextCode(app),
    });
    expect(tooEarly.status).toBe(400);
  });

  it('once removed is not asked for, and its backup codes are gone', async () => {
    const { page } = await enrolled();
    expect((await page.call('DELETE', '/me/totp')).json.response).toMatchObject({ deleted: true });
    const { signIn } = await passwordOf();
    expect(signIn.status).toBe('complete');
    expect((await page.call('GET', '/me')).json.response).toMatchObject({
      totp_enabled: false,
      backup_code_enabled: false,
    });
  });
});

describe('backup codes', () => {
  it('stand in for the app, each once, and new ones replace the old', async () => {
    const { page, backupCodes } = await enrolled();
    const [first = '', second = ''] = backupCodes;
    expect((await (await passwordOf()).attempt('backup_code', first)).response.status).toBe('complete');
    expect((await (await passwordOf()).attempt('backup_code', first)).errors[0].code).toBe(
      'form_code_incorrect',
    );
    const renewed = (await page.call('POST', '/me/backup_codes/')).json.response.codes as string[];
    expect((await (await passwordOf()).attempt('backup_code', second)).errors[0].code).toBe(
      'form_code_incorrect',
    );
    const again = await passwordOf();
    expect((await again.attempt('backup_code', renewed[0] ?? '')).response.status).toBe('complete');
    expect(factorAges(await again.page.sessionToken())).toEqual([0, 0]);
  });
});

describe('sessions', () => {
  it('are listed with their devices, and one that is ended elsewhere gets no token any more', async () => {
    const here = browser();
    await here.signIn('ada@acme.test');
    const there = browser();
    await there.signIn('ada@acme.test');
    const { json: devices } = await here.call('GET', '/me/sessions/active');
    expect(devices).toHaveLength(2);
    expect(devices[0].latest_activity).toMatchObject({ browser_name: 'Chrome', device_type: 'Linux' });
    const current = (await here.call('GET', '/client')).json.response.last_active_session_id;
    const other = devices.find(({ id }: { id: string }) => id !== current);
    await here.call('POST', `/me/sessions/${other.id}/revoke`);
    expect((await there.call('POST', `/client/sessions/${other.id}/tokens`)).status).toBe(401);
    expect((await here.call('GET', '/me')).status).toBe(200);
  });

  it('of somebody else cannot be ended', async () => {
    const joan = browser();
    await joan.signIn('joan@acme.test');
    const session = (await joan.call('GET', '/client')).json.response.last_active_session_id;
    const ada = browser();
    await ada.signIn('ada@acme.test');
    expect((await ada.call('POST', `/me/sessions/${session}/revoke`)).status).toBe(404);
    expect((await joan.call('GET', '/me')).status).toBe(200);
  });
});
