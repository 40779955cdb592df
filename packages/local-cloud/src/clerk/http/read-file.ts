import type { IncomingMessage } from 'node:http';
import { ClerkError } from '../clerk-error.ts';
import { readBytes } from './read-body.ts';

/** As much as Clerk takes. */
const largestFile = 10;

/** The field `file` of a form with files, as clerk-js sends a picture; null when the body is no such form. */
export async function readFile(request: IncomingMessage): Promise<Buffer | null> {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return null;
  const bytes = await readBytes(request, largestFile);
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const file = form.get('file');
  if (!(file instanceof Blob))
    throw new ClerkError(422, 'form_param_missing', 'file must be included.', 'file');
  return Buffer.from(await file.arrayBuffer());
}
