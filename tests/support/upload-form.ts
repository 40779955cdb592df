import { type Answer, request, type SignedIn } from './product.ts';

/** Sends a form with a picture as a browser does; with `accept`, as a script of a page does. */
export async function uploadForm(
  host: string,
  path: string,
  { fields, by, accept }: { fields: Record<string, string | File>; by: SignedIn; accept?: string },
): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const encoded = new Response(form);
  return request(host, path, {
    method: 'POST',
    headers: {
      origin: `http://${host}`,
      'sec-fetch-site': 'same-origin',
      'content-type': encoded.headers.get('content-type') ?? '',
      cookie: await by.cookie(),
      accept,
    },
    body: new Uint8Array(await encoded.arrayBuffer()),
  });
}

/** Uploads a picture for a text, as the editor does, and answers what it is called. */
export async function uploadTextPicture(
  host: string,
  by: SignedIn,
  picture: File,
  alt: string,
): Promise<string> {
  const path = '/dashboard/posts/new?_action=posts.uploadPicture';
  const fields = { picture, pictureAlt: alt };
  const { status, body } = await uploadForm(host, path, { fields, by, accept: 'application/json' });
  const name = /"([0-9a-f-]{36}\.png)"/.exec(body)?.[1];
  if (status !== 200 || !name) throw new Error(`The picture was refused: ${status} ${body}`);
  return name;
}
