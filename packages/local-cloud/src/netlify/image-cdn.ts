import { createHash } from 'node:crypto';
import sharp from 'sharp';

const fits = { contain: 'inside', cover: 'cover', fill: 'fill' } as const;
const formats = { avif: 'avif', jpg: 'jpeg', jpeg: 'jpeg', png: 'png', webp: 'webp' } as const;

/** What this decodes: the formats that the product stores. Decoders of others have had holes. */
const readable = new Set(['png', 'jpeg', 'webp']);
const longestSide = 4096;
const mostPixels = 4096 * 4096;

/** Of the source, so that what purges it purges what was made of it. */
const kept = ['cache-control', 'netlify-cdn-cache-control', 'netlify-cache-tag'];

export type FetchSource = (request: Request) => Promise<Response>;

/**
 * `/.netlify/images`: a picture of this site in another size and format, as Netlify's Image CDN makes it of `url`, `w`,
 * `h`, `fit`, `fm` and `q`; without `fm` the best format that the browser says it reads. The source is fetched as by nobody:
 * without cookies. It does not simulate `position` other than the middle, animations, `blurhash` and remote sources.
 */
export async function answerImage(request: Request, fetchSource: FetchSource): Promise<Response> {
  const { searchParams, host } = new URL(request.url);
  const source = searchParams.get('url') ?? '';
  const target = source.startsWith('/') ? URL.parse(source, request.url) : null;
  if (target === null || target.host !== host || target.pathname.startsWith('/.netlify/')) {
    return plainText(501, 'The local Netlify transforms images of this site only.');
  }
  const asked = readAsked(searchParams, request.headers.get('accept') ?? '');
  if (typeof asked === 'string') return plainText(400, asked);
  const found = await fetchSource(new Request(target, { headers: { host, accept: 'image/*' } }));
  if (!found.ok) return plainText(404, 'Not found');
  const made = await transformed(Buffer.from(await found.arrayBuffer()), asked);
  if (!made) return plainText(400, 'The source is not an image that can be transformed.');
  const headers = new Headers({
    'content-type': `image/${made.format}`,
    etag: `"${createHash('sha256').update(made.bytes).digest('base64url').slice(0, 27)}"`,
    'netlify-vary': 'query=url|w|h|fit|position|fm|q,header=Accept',
    vary: 'Accept',
    'x-content-type-options': 'nosniff',
  });
  for (const name of kept) {
    const value = found.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return new Response(new Uint8Array(made.bytes), { headers });
}

interface Asked {
  width: number | undefined;
  height: number | undefined;
  fit: (typeof fits)[keyof typeof fits];
  /** Undefined for the source's own. */
  format: (typeof formats)[keyof typeof formats] | undefined;
  quality: number;
}

function readAsked(params: URLSearchParams, accept: string): Asked | string {
  const [width, height, quality] = ['w', 'h', 'q'].map((name) => {
    const text = params.get(name);
    return text === null ? undefined : /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  });
  for (const side of [width, height]) {
    if (side !== undefined && !(side >= 1 && side <= longestSide)) return 'w and h are numbers of pixels.';
  }
  if (quality !== undefined && !(quality >= 1 && quality <= 100)) return 'q is a number from 1 to 100.';
  const fit = params.get('fit') ?? 'contain';
  if (!(fit in fits)) return 'fit is contain, cover or fill.';
  const wanted = params.get('fm');
  if (wanted !== null && !(wanted in formats)) return 'fm is avif, jpg, png or webp.';
  const best = (['avif', 'webp'] as const).find((format) => accept.includes(`image/${format}`));
  return {
    width,
    height,
    fit: fits[fit as keyof typeof fits],
    format: wanted === null ? best : formats[wanted as keyof typeof formats],
    quality: quality ?? 75,
  };
}

async function transformed(
  source: Buffer,
  { width, height, fit, format: wanted, quality }: Asked,
): Promise<{ bytes: Buffer; format: string } | null> {
  try {
    const image = sharp(source, { limitInputPixels: mostPixels });
    const { format } = await image.metadata();
    if (!format || !readable.has(format)) return null;
    const output = wanted ?? (format as 'png' | 'jpeg' | 'webp');
    const bytes = await image
      .autoOrient()
      .resize({
        ...(width && { width }),
        ...(height && { height }),
        fit,
        withoutEnlargement: fit === 'inside',
      })
      .toFormat(output, { quality, ...(output === 'avif' && { effort: 2 }) })
      .toBuffer();
    return { bytes, format: output };
  } catch {
    return null;
  }
}

function plainText(status: number, text: string): Response {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
  return new Response(`${text}\n`, { status, headers });
}
