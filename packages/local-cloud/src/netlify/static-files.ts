import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { contentTypeOf, isCompressible } from './content-types.ts';
import type { HeaderRule } from './header-rules.ts';
import { headersFor } from './header-rules.ts';
import { matchesEtag } from './matches-etag.ts';

type Encoding = 'br' | 'gzip' | 'identity';

interface Loaded {
  etag: string;
  bytes: Partial<Record<Encoding, Buffer>>;
  size: number;
}

const mostCachedBytes = 48 * 1024 * 1024;
const compress = {
  br: (bytes: Buffer) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes, { level: 9 }),
} as const;

/**
 * The files of a publish folder, as the CDN serves them: `/about` is `about.html` or `about/index.html`. Files are
 * listed once, so that no address can name one outside the folder; contents are kept in a bounded memory.
 */
export function staticFiles(directory: string, rules: readonly HeaderRule[]) {
  const files = listFiles(directory);
  const loaded = new Map<string, Loaded>();
  let cachedBytes = 0;

  async function load(path: string): Promise<Loaded> {
    const known = loaded.get(path);
    if (known !== undefined) {
      loaded.delete(path);
      loaded.set(path, known);
      return known;
    }
    const bytes = await readFile(path);
    const etag = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
    const file: Loaded = { etag, bytes: { identity: bytes }, size: 0 };
    keep(path, file, bytes.length);
    return file;
  }

  function keep(path: string, file: Loaded, added: number): void {
    loaded.set(path, file);
    file.size += added;
    cachedBytes += added;
    for (const [oldest, { size }] of loaded) {
      if (cachedBytes <= mostCachedBytes || oldest === path) break;
      loaded.delete(oldest);
      cachedBytes -= size;
    }
  }

  async function encoded(path: string, file: Loaded, encoding: Encoding): Promise<Buffer> {
    const identity = file.bytes.identity ?? Buffer.alloc(0);
    const known = file.bytes[encoding];
    if (known !== undefined || encoding === 'identity') return known ?? identity;
    const bytes = await compress[encoding](identity);
    file.bytes[encoding] = bytes;
    if (loaded.get(path) === file) keep(path, file, bytes.length);
    return bytes;
  }

  return {
    count: files.size,
    /** The file at this address, or null. Answers GET and HEAD alone. */
    async serve(request: Request): Promise<Response | null> {
      if (request.method !== 'GET' && request.method !== 'HEAD') return null;
      const { pathname } = new URL(request.url);
      const path = findFile(files, pathname);
      if (path === undefined) return null;
      const file = await load(path);
      const type = contentTypeOf(path);
      const encoding = isCompressible(type)
        ? chooseEncoding(request.headers.get('accept-encoding') ?? '')
        : 'identity';
      const etag = `"${file.etag}${encoding === 'identity' ? '' : `-${encoding}`}"`;
      const headers = new Headers({
        'cache-control': pathname.startsWith('/_astro/')
          ? 'public, max-age=31536000, immutable'
          : 'public, max-age=0, must-revalidate',
        'content-type': type,
        etag,
      });
      if (isCompressible(type)) headers.set('vary', 'Accept-Encoding');
      for (const [name, value] of headersFor(rules, pathname)) headers.set(name, value);
      if (matchesEtag(request.headers.get('if-none-match'), etag))
        return new Response(null, { status: 304, headers });
      const bytes = await encoded(path, file, encoding);
      if (encoding !== 'identity') headers.set('content-encoding', encoding);
      headers.set('content-length', String(bytes.length));
      return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), { headers });
    },
  };
}

function listFiles(directory: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const address = `/${relative(directory, path).split(sep).join('/')}`;
    if (address !== '/_headers' && address !== '/_redirects') files.set(address, path);
  }
  return files;
}

function findFile(files: ReadonlyMap<string, string>, pathname: string): string | undefined {
  let address: string;
  try {
    address = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  const bare = address.replace(/\/$/, '');
  return (
    (address.endsWith('/') ? undefined : files.get(address)) ??
    files.get(`${bare}/index.html`) ??
    files.get(`${bare}.html`)
  );
}

function chooseEncoding(accepted: string): Encoding {
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : 'identity';
}
