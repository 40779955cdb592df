import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { notFound } from '../clerk-error.ts';

const scriptPath = /^\/npm\/@clerk\/(clerk-js|ui)@[^/]+\/dist\/([\w.-]+\.js)$/;

/** Whether a Frontend API path names one of clerk-js's or its interface's files. */
export function isScriptPath(path: string): boolean {
  return scriptPath.test(path);
}

/**
 * Sends the file from the packages that `vendorClerk` fetched. The version in the path is ignored: the SDK asks
 * for a range first and for exact versions of the chunks afterwards.
 */
export async function serveScript(
  path: string,
  directories: Record<'clerk-js' | 'ui', string>,
  response: ServerResponse,
): Promise<void> {
  const [, name, file] = scriptPath.exec(path) ?? [];
  if ((name !== 'clerk-js' && name !== 'ui') || !file) throw notFound('The script');
  const location = join(directories[name], 'dist', file);
  const size = await stat(location).then(
    (found) => found.size,
    () => null,
  );
  if (size === null) throw notFound(`The script ${file}`);
  response.writeHead(200, {
    'content-type': 'text/javascript; charset=utf-8',
    'content-length': size,
    'cache-control': 'public, max-age=3600',
    'access-control-allow-origin': '*',
  });
  createReadStream(location).pipe(response);
}
