import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserOf, password, startOwnClerk } from './own-clerk.ts';

let own: Awaited<ReturnType<typeof startOwnClerk>>;
beforeAll(async () => {
  own = await startOwnClerk();
});
afterAll(() => own.stop());

const browser = (origin?: string) => browserOf(own.clerk.fapiUrl, origin);

async function beginSignUp(address: string) {
  const visitor = browser();
  const { json } = await visitor.call('POST', '/client/sign_ups', {
    email_address: address,
    password,
    first_name: 'Zoe',
    last_name: 'Strand',
  });
  const path = `/client/sign_ups/${json.response.id}`;
  await visitor.call('POST', `${path}/prepare_verification`, { strategy: 'email_code' });
  const attempt = (code: string) =>
    visitor.call('POST', `${path}/attempt_verification`, { strategy: 'email_code', code });
  return { visitor, attempt };
}

const wrong = (code: string) => (code === '000000' ? '111111' : '000000');

describe('signing up', () => {
  it('needs the code from the mail and signs the new person in', async () => {
    const { visitor, attempt } = await beginSignUp('zoe@example.test');
    const { json } = await attempt(own.codeSentTo('zoe@example.test'));
    expect(json.response).toMatchObject({ status: 'complete', first_name: 'Zoe' });
    expect((await visitor.call('GET', '/me')).json.response.email_addresses[0]).toMatchObject({
      email_address: 'zoe@example.test',
      verification: { status: 'verified' },
    });
  });

  it('refuses a wrong code, and after five of them the right one too', async () => {
    const { attempt } = await beginSignUp('guessed@example.test');
    const code = own.codeSentTo('guessed@example.test');
    for (let index = 0; index < 5; index += 1) {
      expect((await attempt(wrong(code))).json.errors[0].code).toBe('form_code_incorrect');
    }
    expect((await attempt(code)).json.errors[0].code).toBe('verification_failed');
  });

  it('knows no master code: 424242 is right for +clerk_test addresses only, which get no mail', async () => {
    const real = await beginSignUp('real@example.test');
    if (own.codeSentTo('real@example.test') !== '424242') {
      expect((await real.attempt('424242')).status).toBe(422);
    }
    const test = await beginSignUp('someone+clerk_test@example.test');
    expect((await test.attempt('424242')).json.response.status).toBe('complete');
    expect(own.mails.some(({ to }) => to.includes('+clerk_test'))).toBe(false);
  });

  it('needs a first and a last name, so that people appear by name', async () => {
    const { json } = await browser().call('POST', '/client/sign_ups', {
      email_address: 'nameless@example.test',
      password,
    });
    expect(json.response.missing_fields).toEqual(['first_name', 'last_name']);
  });

  it('refuses an address that is taken, whatever its case', async () => {
    const { json } = await browser().call('POST', '/client/sign_ups', {
      email_address: 'ADA@acme.test',
      password,
    });
    expect(json.errors[0]).toMatchObject({
      code: 'form_identifier_exists',
      meta: { param_name: 'email_address' },
    });
  });

  it('refuses a short password', async () => {
    const { json } = await browser().call('POST', '/client/sign_ups', { password: 'short' });
    expect(json.errors[0].code).toBe('form_password_length_too_short');
  });
});

describe('signing in', () => {
  it('takes the password and refuses another one', async () => {
    expect((await browser().signIn('ada@acme.test', 'wrong-password')).errors[0].code).toBe(
      'form_password_incorrect',
    );
    expect((await browser().signIn('Ada@Acme.test')).response.status).toBe('complete');
  });

  it('locks the person out for a while after ten wrong passwords in a row', async () => {
    const visitor = browser();
    for (let index = 0; index < 10; index += 1) await visitor.signIn('joan@acme.test', 'wrong-password');
    expect((await visitor.signIn('joan@acme.test')).errors[0].code).toBe('user_locked');
  });

  it('lets a locked out person choose a new password with a code from a mail', async () => {
    const visitor = browser();
    const { response } = await visitor.signIn('joan@acme.test', '');
    const path = `/client/sign_ins/${response.id}`;
    const strategy = 'reset_password_email_code';
    await visitor.call('POST', `${path}/prepare_first_factor`, { strategy });
    const early = await visitor.call('POST', `${path}/reset_password`, { password: 'a-better-password' });
    expect(early.status).toBe(400);
    const code = own.codeSentTo('joan@acme.test');
    const proved = await visitor.call('POST', `${path}/attempt_first_factor`, { strategy, code });
    expect(proved.json.response.status).toBe('needs_new_password');
    const done = await visitor.call('POST', `${path}/reset_password`, { password: 'a-better-password' });
    expect(done.json.response.status).toBe('complete');
    expect((await browser().signIn('joan@acme.test', 'a-better-password')).response.status).toBe('complete');
  });

  it('does not continue a sign-in that another browser began', async () => {
    const { response } = await browser().signIn('ada@acme.test', '');
    const other = browser();
    await other.call('GET', '/client');
    const attempt = await other.call('POST', `/client/sign_ins/${response.id}/attempt_first_factor`, {
      strategy: 'password',
      password,
    });
    expect(attempt.status).toBe(404);
  });

  it('takes a ticket of the Backend API once', async () => {
    const { token } = await own
      .sdk()
      .signInTokens.createSignInToken({ userId: 'user_ada', expiresInSeconds: 60 });
    const redeem = () => browser().call('POST', '/client/sign_ins', { strategy: 'ticket', ticket: token });
    expect((await redeem()).json.response.status).toBe('complete');
    expect((await redeem()).json.errors[0].code).toBe('ticket_invalid');
  });
});

describe('a browser', () => {
  it('is signed in on the host it signed in at, by cookies without a domain', async () => {
    const visitor = browser();
    const { setCookies } = await visitor.call('POST', '/client/sign_ins', {
      identifier: 'ada@acme.test',
      password,
    });
    const kept = setCookies.filter((cookie) => !cookie.includes('Max-Age=0'));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.join()).not.toMatch(/domain=/i);
    expect(setCookies.find((cookie) => cookie.startsWith('__client='))).toContain('HttpOnly');
  });

  it('takes its sign-in to another host with the development token of the address', async () => {
    const root = browser('http://localhost:8888');
    await root.signIn('ada@acme.test');
    const tenant = browser('http://acme.localhost:8888');
    const search = new URLSearchParams({
      redirect_url: 'http://acme.localhost:8888/dashboard',
      __clerk_db_jwt: root.cookies.get('__clerk_db_jwt') ?? '',
    });
    const { status, location } = await tenant.call('GET', `/client/handshake?${search}`);
    expect({ status, location }).toEqual({ status: 307, location: 'http://acme.localhost:8888/dashboard' });
    expect((await tenant.call('GET', '/me')).json.response.id).toBe('user_ada');
  });

  it('is never sent to another origin by a handshake', async () => {
    const search = new URLSearchParams({ redirect_url: 'http://evil.test/' });
    expect((await browser().call('GET', `/client/handshake?${search}`)).status).toBe(400);
  });

  it('loses its session cookie with its session', async () => {
    const visitor = browser();
    const { response } = await visitor.signIn('ada@acme.test');
    const search = new URLSearchParams({ redirect_url: 'http://localhost:8888/' });
    await visitor.call('GET', `/client/handshake?${search}`);
    expect(visitor.cookies.has('__session')).toBe(true);
    await visitor.call('POST', `/client/sessions/${response.created_session_id}/remove`);
    expect(visitor.cookies.has('__session')).toBe(false);
    expect((await visitor.call('GET', '/me')).status).toBe(401);
  });

  it('reaches the Frontend API through the product’s proxy only', async () => {
    expect((await fetch(`${own.clerk.fapiUrl}/v1/environment`)).status).toBe(401);
  });
});

describe('a profile', () => {
  it('changes name and password, and knows its devices', async () => {
    const phone = browser();
    await phone.signIn('ada@acme.test');
    const laptop = browser();
    await laptop.signIn('ada@acme.test');
    expect((await laptop.call('PATCH', '/me', { first_name: 'Adelheid' })).json.response.first_name).toBe(
      'Adelheid',
    );
    const devices = await laptop.call('GET', '/me/sessions/active');
    expect(devices.json.length).toBeGreaterThanOrEqual(2);
    const changed = {
      current_password: password,
      new_password: 'another-password',
      sign_out_of_other_sessions: 'true',
    };
    const refused = await laptop.call('POST', '/me/change_password', {
      ...changed,
      current_password: 'wrong',
    });
    expect(refused.json.errors[0].code).toBe('form_password_incorrect');
    expect((await laptop.call('POST', '/me/change_password', changed)).status).toBe(200);
    expect((await phone.call('GET', '/me')).status).toBe(401);
    await laptop.call('POST', '/me/change_password', {
      current_password: 'another-password',
      new_password: password,
    });
  });

  it('adds an address only with the code sent to it', async () => {
    const visitor = browser();
    await visitor.signIn('ada@acme.test');
    const { json } = await visitor.call('POST', '/me/email_addresses', { email_address: 'ada@home.test' });
    const path = `/me/email_addresses/${json.response.id}`;
    await visitor.call('POST', `${path}/prepare_verification`, { strategy: 'email_code' });
    const code = own.codeSentTo('ada@home.test');
    expect((await visitor.call('POST', `${path}/attempt_verification`, { code: wrong(code) })).status).toBe(
      422,
    );
    const verified = await visitor.call('POST', `${path}/attempt_verification`, { code });
    expect(verified.json.response.verification.status).toBe('verified');
  });

  it('never shows private metadata to the browser', async () => {
    await own.sdk().users.updateUserMetadata('user_ada', { privateMetadata: { note: 'canary-4711' } });
    const visitor = browser();
    await visitor.signIn('ada@acme.test');
    expect(JSON.stringify((await visitor.call('GET', '/client')).json)).not.toContain('canary-4711');
  });

  it('can be deleted by its person', async () => {
    const { visitor, attempt } = await beginSignUp('leaver@example.test');
    await attempt(own.codeSentTo('leaver@example.test'));
    expect((await visitor.call('DELETE', '/me')).json.response.deleted).toBe(true);
    expect((await visitor.call('GET', '/me')).status).toBe(401);
  });
});
