import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isPublicAddress } from '@archipelago/core/outbound/is-public-address';
import { OutboundRefused } from '@archipelago/core/outbound/outbound-refused';
import { outboundUrl } from '@archipelago/core/outbound/outbound-url';
import { postSafely } from '@archipelago/core/outbound/post-safely';
import { type Resolver, resolvePublic } from '@archipelago/core/outbound/resolve-public';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../../support/free-port.ts';
import { useEnvironment } from '../../support/own-environment.ts';
import { privateAddresses, refusedTexts } from './address-corpus.ts';

/** Something private that must never be reached, and a receiver that the settings allow. */
let secret: Server;
let receiver: Server;
let reached: string[];
let answer: RequestListener;
let allowed: string;
let secretPort: number;

async function listen(server: Server, port = 0): Promise<number> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

beforeAll(async () => {
  secret = createServer((request, response) => {
    reached.push(`${request.method} ${request.url}`);
    response.end('a secret');
  });
  secretPort = await listen(secret);
  receiver = createServer((request, response) => answer(request, response));
  const port = await freePort();
  useEnvironment({
    DATABASE_URL: 'postgresql://archipelago_app:x@127.0.0.1:9/archipelago',
    APP_URL: 'http://archipelago.localhost',
    WEBHOOK_ALLOWED_PRIVATE_HOSTS: `127.0.0.1:${port},receiver.test:${port}`,
  });
  await listen(receiver, port);
  allowed = `http://127.0.0.1:${port}/hook`;
});
afterAll(() => {
  secret.close();
  receiver.close();
});
beforeEach(() => {
  reached = [];
  answer = (_, response) => response.end('thanks');
});

const send = (url: string, options: { resolve?: Resolver; timeoutMilliseconds?: number } = {}) =>
  postSafely(url, { headers: { 'content-type': 'application/json' }, body: '{}', ...options });
const resolvesTo =
  (...addresses: string[]): Resolver =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

describe('what an address says', () => {
  test.each(refusedTexts)('%s is refused', async (_, url) => {
    const resolve: Resolver = () => Promise.reject(new Error('It was resolved.'));
    await expect(send(url, { resolve })).rejects.toThrow(OutboundRefused);
    await expect(send(url, { resolve })).rejects.not.toThrow('There is no host');
  });

  test.each(privateAddresses)('%s is refused', async (_, url) => {
    await expect(send(url)).rejects.toThrow('private or reserved');
  });

  test.each([
    'https://example.com/hooks',
    'https://example.com:8443/',
    'https://bücher.example/',
    'https://8.8.8.8/',
  ])('%s is fine', (url) => {
    expect(outboundUrl(url).isAllowedPrivate).toBe(false);
  });
});

describe('what a name resolves to', () => {
  const host = outboundUrl.bind(null, 'https://hooks.example.com/');

  test.each([
    ['one private address', ['10.0.0.1']],
    ['a public and a private address', ['93.184.215.14', '127.0.0.1']],
    ['a private address after many public ones', ['93.184.215.14', '8.8.8.8', '1.1.1.1', '169.254.169.254']],
    ['a public IPv4 and a private IPv6 address', ['93.184.215.14', 'fd00::1']],
    ['an IPv4-mapped address', ['::ffff:127.0.0.1']],
    ['something that is no address', ['not-an-address']],
  ])('%s is refused', async (_, addresses) => {
    await expect(resolvePublic(host(), resolvesTo(...addresses))).rejects.toThrow('private or reserved');
  });

  test('public addresses alone are fine, and are what is connected to', async () => {
    expect(await resolvePublic(host(), resolvesTo('93.184.215.14', '2606:4700::1111'))).toHaveLength(2);
  });

  test('a name that does not exist says so', async () => {
    await expect(send('https://hooks.example.com/', { resolve: resolvesTo() })).rejects.toThrow('no host');
  });

  test('a name that changes its answer after the check is asked once: the checked address is used', async () => {
    let asked = 0;
    const rebinding: Resolver = async () => {
      asked += 1;
      return [{ address: asked === 1 ? '192.0.2.1' : '127.0.0.1', family: 4 }];
    };
    // 192.0.2.1 is nobody's, and refused as such; the name is not asked again to find another.
    await expect(send(`https://hooks.example.com:8443/`, { resolve: rebinding })).rejects.toThrow('private');
    expect(asked).toBe(1);
  });

  test('a connection goes to the checked address and nowhere else, whatever the name says', async () => {
    let asked = 0;
    const rebinding: Resolver = async () => {
      asked += 1;
      return [{ address: '127.0.0.1', family: 4 }];
    };
    const url = allowed.replace('127.0.0.1', 'receiver.test');
    let hostHeader: string | undefined;
    answer = (request, response) => {
      hostHeader = request.headers.host;
      response.end('pinned');
    };
    // No system resolver knows this name, so that only the pinned address can have been used.
    expect(await send(url, { resolve: rebinding })).toEqual({ status: 200, body: 'pinned' });
    expect([asked, hostHeader]).toEqual([1, new URL(url).host]);
  });
});

describe('what a receiver answers', () => {
  test.each([301, 302, 303, 307, 308])(
    'a redirect (%i) to somewhere private is an answer, not a way',
    async (status) => {
      answer = (_, response) => {
        response.writeHead(status, { location: `http://127.0.0.1:${secretPort}/` }).end();
      };
      expect(await send(allowed)).toMatchObject({ status });
      expect(reached).toEqual([]);
    },
  );

  test('the first kilobyte is kept, and a stream without end is cut off', async () => {
    answer = (_, response) => {
      response.on('error', () => {});
      const more = () => {
        while (response.write('x'.repeat(16 * 1024)));
        response.once('drain', more);
      };
      more();
    };
    const { status, body } = await send(allowed);
    expect([status, body.length]).toEqual([200, 1024]);
  });

  test('what it says is text: no NUL and no control characters', async () => {
    answer = (_, response) => response.end('a\0b\u001b[31mc\nd');
    expect(await send(allowed)).toMatchObject({ body: 'ab[31mc\nd' });
  });

  test('one that does not answer in time is given up', async () => {
    answer = () => {};
    await expect(send(allowed, { timeoutMilliseconds: 200 })).rejects.toThrow('within 0.2 seconds');
  });

  test('one that sends a byte now and then is given up after the same time', async () => {
    answer = (_, response) => {
      const timer = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(timer));
    };
    await expect(send(allowed, { timeoutMilliseconds: 200 })).rejects.toThrow('within 0.2 seconds');
  });

  test('a name that takes too long to resolve is given up, too', async () => {
    await expect(
      send('https://hooks.example.com/', { timeoutMilliseconds: 200, resolve: () => new Promise(() => {}) }),
    ).rejects.toThrow('within 0.2 seconds');
  });

  test('a proxy of the environment is not used', async () => {
    process.env.HTTP_PROXY = process.env.http_proxy = `http://127.0.0.1:${secretPort}`;
    process.env.NODE_USE_ENV_PROXY = '1';
    try {
      expect(await send(allowed)).toEqual({ status: 200, body: 'thanks' });
      expect(reached).toEqual([]);
    } finally {
      for (const name of ['HTTP_PROXY', 'http_proxy', 'NODE_USE_ENV_PROXY']) delete process.env[name];
    }
  });
});

test('another port of an allowed host is not allowed', async () => {
  await expect(send(`http://127.0.0.1:${secretPort}/`)).rejects.toThrow(OutboundRefused);
  expect(reached).toEqual([]);
});

test('an address that no range is known for is not public', () => {
  for (const address of ['', 'x', '1.2.3', '1.2.3.4.5', '::g', '1.2.3.4/8'])
    expect(isPublicAddress(address)).toBe(false);
});
