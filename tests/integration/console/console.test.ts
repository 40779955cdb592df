import { mkdtemp } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogueAsStripe } from '@archipelago/core/billing/catalogue-as-stripe';
import { startConsole } from '@archipelago/local-cloud/console/start-console';
import { startDns } from '@archipelago/local-cloud/dns/start-dns';
import { startMail } from '@archipelago/local-cloud/mail/start-mail';
import { localSettings } from '@archipelago/local-cloud/settings';
import { startStripe } from '@archipelago/local-cloud/stripe/start-stripe';
import { createTransport } from 'nodemailer';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sdk, startReceiver } from '../stripe/local-stripe.ts';

async function start() {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'local-console-'));
  const { url: hook, received } = await startReceiver();
  const stripe = await startStripe({
    port: 0,
    dataDirectory: join(dataDirectory, 'stripe'),
    webhooks: [{ url: hook, secrets: ['whsec_x'] }],
    catalogue: catalogueAsStripe(),
  });
  const mail = await startMail({ port: 0, dataDirectory: join(dataDirectory, 'mail') });
  const dns = await startDns({ port: 0, dataDirectory: join(dataDirectory, 'dns') });
  const resent: string[] = [];
  const clerk = {
    deliveries: () => [
      {
        id: 'msg_1',
        type: 'user.created',
        body: '{"type":"user.created"}',
        status: 'failed' as const,
        attempts: [{ at: 1, responseStatus: 500, error: 'answered 500' }],
        createdAt: 1,
      },
    ],
    resend: async (id: string) => void resent.push(id),
    authenticators: () => [
      {
        name: 'Ada <b>',
        email: 'ada@acme.test',
        verified: true,
        code: '123456',
        nextCode: '654321',
        secondsLeft: 12,
        backupCodes: ['abcdefgh'],
      },
    ],
  };
  const settings = localSettings({ ARCHIPELAGO_PORT: '18888', ARCHIPELAGO_DATA: dataDirectory });
  const console = await startConsole({ port: 0, settings, clerk, stripe, mail, dns });
  onTestFinished(async () => {
    await console.stop();
    await stripe.stop();
    await mail.stop();
    await dns.stop();
  });
  const get = async (path: string) => (await fetch(console.url + path)).text();
  const act = (path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    fetch(console.url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: console.url, ...headers },
      body: new URLSearchParams(fields),
    });
  return { console, stripe, mail, dns, received, resent, get, act, api: sdk(stripe.url) };
}

describe('the console', () => {
  test('shows services, sign-ins and what is not simulated', async () => {
    const { get } = await start();
    const page = await get('/');
    for (const text of ['ada@acme.test', 'correct-horse-battery', 'http://acme.localhost:18888/sign-in']) {
      expect(page).toContain(text);
    }
    expect(page).toContain('What is not simulated');
    expect(page).toContain('No mail yet');
  });

  test('says that nothing is cached while the product is not running', async () => {
    const { get, act } = await start();
    expect(await get('/cache')).toContain('The product is not running');
    expect((await act('/cache/empty')).status).toBe(503);
  });

  test('reads mail to a person and to a test', async () => {
    const { mail, get, console } = await start();
    await createTransport(mail.smtpUrl).sendMail({
      from: 'hello@archipelago.test',
      to: 'ada@acme.test',
      subject: 'Your <code>',
      text: 'Enter 424242',
      html: '<p>424242</p><script>alert(1)</script>',
    });
    const [found] = JSON.parse(await get('/mail.json?to=Ada@acme.test'));
    expect(found).toMatchObject({ text: expect.stringContaining('Enter 424242'), codes: ['424242'] });
    expect(JSON.parse(await get('/mail.json?to=grace@acme.test'))).toEqual([]);
    expect(await get('/mail')).toContain('Your &#60;code&#62;');
    expect(await get(`/mail/${found.id}`)).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    const body = await fetch(`${console.url}/mail/${found.id}/html`);
    expect(body.headers.get('content-security-policy')).toMatch(
      /^sandbox allow-popups[^;]*; default-src 'none'/,
    );
  });

  test('shows what each authenticator app shows, to a person and to a test', async () => {
    const { get } = await start();
    const page = await get('/codes');
    for (const text of ['Ada &#60;b&#62;', '123456', '654321', '12 seconds', 'abcdefgh']) {
      expect(page).toContain(text);
    }
    expect(JSON.parse(await get('/codes.json'))[0]).toMatchObject({
      email: 'ada@acme.test',
      nextCode: '654321',
    });
  });

  test('moves the billing clock by a day, a week, a month, a year and to what is due', async () => {
    const { act, stripe, api } = await start();
    const customer = await api.customers.create({});
    const [price] = (await api.prices.list({ lookup_keys: ['pro_monthly'] })).data;
    const trial = {
      trial_period_days: 60,
      trial_settings: { end_behavior: { missing_payment_method: 'cancel' as const } },
    };
    const { id, trial_end } = await api.subscriptions.create({
      customer: customer.id,
      items: [{ price: price?.id }],
      ...trial,
    });
    for (const [by, least] of [
      ['day', 1],
      ['week', 8],
      ['month', 36],
    ] as const) {
      expect((await act('/billing-clock', { by })).status).toBe(303);
      expect(stripe.clock.aheadBy()).toBeGreaterThanOrEqual(least * 86_400 - 5);
    }
    await act('/billing-clock', { by: 'event' });
    await act('/billing-clock', { by: 'event' });
    expect(stripe.clock.now()).toBeGreaterThanOrEqual(trial_end ?? 0);
    expect((await api.subscriptions.retrieve(id)).status).toBe('canceled');
    const before = stripe.clock.now();
    await act('/billing-clock', { by: 'year' });
    expect(stripe.clock.now() - before).toBeGreaterThanOrEqual(365 * 86_400);
    expect((await act('/billing-clock', { by: 'century' })).status).toBe(400);
  });

  test('sends webhooks again and twice, of Stripe and of Clerk', async () => {
    const { act, get, api, stripe, received, resent } = await start();
    await api.customers.create({});
    await stripe.deliveriesIdle();
    const [delivery] = stripe.deliveries();
    expect(await get('/webhooks')).toMatch(/customer\.created[\s\S]*user\.created/);
    await act(`/webhooks/stripe/${delivery?.id}/resend`, { back: '/webhooks' });
    await act(`/webhooks/stripe/${delivery?.id}/duplicate`);
    expect(received).toHaveLength(4);
    await act('/webhooks/clerk/msg_1/duplicate');
    expect(resent).toEqual(['msg_1', 'msg_1']);
    expect(await get('/webhooks/clerk/msg_1')).toContain('answered 500');
    expect((await act('/webhooks/clerk/msg_2/resend')).status).toBe(404);
  });

  test('declines the next charge on demand', async () => {
    const { act, stripe } = await start();
    await act('/decline-next-charge', { decline: 'on' });
    expect(stripe.declineNextCharge.get()).toBe(true);
    await act('/decline-next-charge', { decline: 'off' });
    expect(stripe.declineNextCharge.get()).toBe(false);
  });

  test('declines the next charge of one customer, and nobody else’s', async () => {
    const { act, get, stripe, api } = await start();
    const [price] = (await api.prices.list({ lookup_keys: ['pro_monthly'] })).data;
    const buy = async (name: string) => {
      const { id } = await api.customers.create({ name });
      const card = await api.paymentMethods.attach('pm_card_visa', { customer: id });
      const items = [{ price: price?.id }];
      await api.subscriptions.create({ customer: id, items, default_payment_method: card.id });
      return id;
    };
    const [one, other] = [await buy('One'), await buy('Other')];
    expect((await act('/decline-next-charge', { decline: 'on', customer: 'cus_nobody' })).status).toBe(404);
    await act('/decline-next-charge', { decline: 'on', customer: other });
    expect(await get('/billing')).toContain('Will be declined: undo: Other');
    await stripe.clock.advance(stripe.clock.now() + 32 * 86_400);
    const statusOf = async (customer: string) =>
      (await api.subscriptions.list({ customer })).data.map(({ status }) => status);
    expect([await statusOf(one), await statusOf(other)]).toEqual([['active'], ['past_due']]);
    expect(stripe.declineNextCharge.get(other)).toBe(false);
  });

  test('makes Stripe misbehave on demand, says so on the first page, and ends it', async () => {
    const { act, get, stripe } = await start();
    expect(await get('/')).not.toContain('told to misbehave');
    for (const [name, value] of [
      ['api', 'down'],
      ['webhooks', 'held'],
      ['afterLastFailure', 'unpaid'],
    ] as const) {
      expect((await act('/conditions', { [name]: value, back: '/billing' })).headers.get('location')).toBe(
        '/billing',
      );
      expect(stripe.conditions.get()[name]).toBe(value);
    }
    expect(await get('/')).toContain('told to misbehave');
    expect(await get('/billing')).toMatch(/value="down" aria-pressed="true"/);
    expect((await act('/conditions', { api: 'burning' })).status).toBe(400);
    await act('/conditions', { api: 'normal' });
    await act('/conditions', { webhooks: 'normal' });
    await act('/conditions', { afterLastFailure: 'cancel' });
    expect(await get('/')).not.toContain('told to misbehave');
  });

  test('shows who pays for what, and what Stripe told the product of it', async () => {
    const { get, api, stripe } = await start();
    expect(await get('/billing')).toContain('Nobody has subscribed yet');
    const customer = await api.customers.create({ name: 'Acme' });
    const [price] = (await api.prices.list({ lookup_keys: ['pro_monthly'] })).data;
    const items = [{ price: price?.id, quantity: 4 }];
    await api.subscriptions.create({ customer: customer.id, items, trial_period_days: 14 });
    await stripe.deliveriesIdle();
    const page = await get('/billing');
    expect(page).toMatch(/Acme[\s\S]*trialing[\s\S]*Pro, 4 seats, \$48\.00 per month\. Trial until/);
    expect(page).toContain('customer.subscription.created');
    expect(page).not.toContain('user.created');
  });

  test('does nothing for a form of another site, a sibling host included', async () => {
    const { act, stripe } = await start();
    for (const origin of ['http://evil.test', 'http://acme.localhost:18888', 'null']) {
      expect((await act('/billing-clock', { by: 'month' }, { origin })).status).toBe(403);
    }
    expect(stripe.clock.aheadBy()).toBe(0);
  });

  test('never returns to another site after a form', async () => {
    const { act } = await start();
    for (const back of ['//evil.test', 'http://evil.test', '/\\evil.test', '/%09/evil.test']) {
      expect((await act('/mail/empty', { back })).headers.get('location')).toBe('/');
    }
  });

  test('answers no foreign name that points at this machine', async () => {
    const { console } = await start();
    const status = await new Promise((resolve, reject) => {
      const headers = { host: 'evil.test' };
      request(`${console.url.replace('localhost', '127.0.0.1')}/mail.json`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(421);
  });
});
