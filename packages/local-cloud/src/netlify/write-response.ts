import { once } from 'node:events';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import { isCompressible } from './content-types.ts';

/** Sends a fetch `Response`, compressed as the CDN would, at the pace of the client. A client that leaves is no error. */
export async function writeResponse(
  outgoing: ServerResponse,
  response: Response,
  acceptEncoding: string | undefined,
): Promise<void> {
  const headers: OutgoingHttpHeaders = {};
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie' && name !== 'connection' && name !== 'transfer-encoding') headers[name] = value;
  }
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) headers['set-cookie'] = cookies;

  if (response.body === null || outgoing.req.method === 'HEAD') {
    outgoing.writeHead(response.status, headers);
    outgoing.end();
    await response.body?.cancel();
    return;
  }
  const compressor = chooseCompressor(response, acceptEncoding);
  if (compressor !== null) {
    delete headers['content-length'];
    headers['content-encoding'] = compressor.encoding;
    headers.vary = headers.vary ? `${headers.vary}, Accept-Encoding` : 'Accept-Encoding';
  }
  outgoing.writeHead(response.status, headers);
  if (outgoing.destroyed) return void (await response.body.cancel());
  const source = Readable.fromWeb(response.body as import('node:stream/web').ReadableStream);
  try {
    await (compressor === null ? pipeline(source, outgoing) : pipeline(source, compressor.stream, outgoing));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    if (!outgoing.closed) await once(outgoing, 'close');
  }
}

function chooseCompressor(response: Response, accepted = ''): { encoding: string; stream: Transform } | null {
  if (response.headers.has('content-encoding') || response.status === 204 || response.status === 304)
    return null;
  if (!isCompressible(response.headers.get('content-type'))) return null;
  const length = response.headers.get('content-length');
  if (length !== null && Number(length) < 1024) return null;
  if (/\bbr\b/.test(accepted)) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 4 };
    return {
      encoding: 'br',
      stream: createBrotliCompress({ params, flush: constants.BROTLI_OPERATION_FLUSH }),
    };
  }
  if (/\bgzip\b/.test(accepted)) {
    return { encoding: 'gzip', stream: createGzip({ level: 5, flush: constants.Z_SYNC_FLUSH }) };
  }
  return null;
}
