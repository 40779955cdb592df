import sharp from 'sharp';
import { expect, test } from 'vitest';
import { answerImage } from './image-cdn.ts';

const site = 'http://localhost:8888';
const source = await sharp({ create: { width: 800, height: 400, channels: 3, background: '#123456' } })
  .png()
  .toBuffer();
const headers = {
  'content-type': 'image/png',
  'netlify-cache-tag': 'workspace-1',
  'netlify-cdn-cache-control': 'public, durable, max-age=60',
};

const ask = (query: string, accept = 'image/avif,image/webp,*/*') => {
  const request = new Request(`${site}/.netlify/images?${query}`, {
    headers: { accept, cookie: '__session=x' },
  });
  const asked: Request[] = [];
  const answer = answerImage(request, async (fetched) => {
    asked.push(fetched);
    const { pathname } = new URL(fetched.url);
    if (pathname === '/w/acme/files/a.png') return new Response(new Uint8Array(source), { headers });
    if (pathname === '/text') return new Response('<svg xmlns="http://www.w3.org/2000/svg"/>');
    return new Response('no', { status: 404 });
  });
  return { answer, asked };
};

test('a picture comes in the size and the best format that was asked for, and is kept as its source', async () => {
  const { answer, asked } = ask('url=/w/acme/files/a.png&w=200');
  const response = await answer;
  const made = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
  expect([made.width, made.height]).toEqual([200, 100]);
  expect(response.headers.get('content-type')).toBe('image/avif');
  expect(response.headers.get('netlify-cache-tag')).toBe('workspace-1');
  expect(response.headers.get('netlify-vary')).toContain('header=Accept');
  expect(asked[0]?.headers.get('cookie')).toBeNull();
});

test('it is cut to fill a box, and never enlarged inside one', async () => {
  const sizeOf = async (query: string) => {
    const response = await ask(query, 'image/*').answer;
    const { width, height } = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
    return [response.headers.get('content-type'), width, height];
  };
  expect(await sizeOf('url=/w/acme/files/a.png&w=100&h=100&fit=cover&fm=jpg')).toEqual([
    'image/jpeg',
    100,
    100,
  ]);
  expect(await sizeOf('url=/w/acme/files/a.png&w=1600')).toEqual(['image/png', 800, 400]);
});

test.each([
  ['url=https://evil.test/x.png&w=10', 501],
  ['url=//evil.test/x.png&w=10', 501],
  ['url=/.netlify/images%3Furl%3D%2Fx&w=10', 501],
  ['w=10', 501],
  ['url=/nothing&w=10', 404],
  ['url=/text&w=10', 400],
  ['url=/w/acme/files/a.png&w=0', 400],
  ['url=/w/acme/files/a.png&w=99999', 400],
  ['url=/w/acme/files/a.png&w=1e3', 400],
  ['url=/w/acme/files/a.png&fit=odd', 400],
  ['url=/w/acme/files/a.png&fm=svg', 400],
  ['url=/w/acme/files/a.png&q=0', 400],
])('%s answers %i', async (query, status) => {
  expect((await ask(query).answer).status).toBe(status);
});
