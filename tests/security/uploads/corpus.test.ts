import { uploadImage } from '@archipelago/core/branding/upload-image';
import { blobStore } from '@archipelago/core/files/blob-store';
import { readFile } from '@archipelago/core/files/read-file';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contextFor, type MadeWorkspace, makeWorkspace } from '../../support/factories.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { disarmed, markers, refused } from './corpus.ts';

let product: OwnProduct;
let acme: MadeWorkspace;

beforeAll(async () => {
  product = await startOwnProduct();
  acme = await makeWorkspace();
});
afterAll(() => product.stop());

const upload = async (bytes: Buffer<ArrayBuffer>, name: string, type: string) =>
  uploadImage(await contextFor(acme.owner, acme), { kind: 'logo', image: new File([bytes], name, { type }) });

describe('what is not a PNG, JPEG or WebP of a sensible size is refused, and nothing of it is kept', () => {
  test.each(refused)('%s', async (_, bytes, name, type) => {
    await expect(upload(bytes, name, type)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    const { rows } = await product.database.observer.query('select 1 from file where workspace_id = $1', [
      acme.id,
    ]);
    const { blobs } = await blobStore('uploads').list({ prefix: acme.id });
    expect([...rows, ...blobs]).toEqual([]);
  });
});

describe('a picture that is something else as well is served as the picture alone', () => {
  test.each(disarmed)('%s', async (_, bytes, name, type) => {
    const { path } = await upload(bytes, name, type);
    expect(path).toMatch(/^logo\/[0-9a-f-]{36}\.(png|jpg|webp)$/);
    const served = await readFile(await contextFor(null, acme), { path });
    expect(['image/png', 'image/jpeg', 'image/webp']).toContain(served.contentType);
    expect(served.name).toMatch(/^logo\.(png|jpg|webp)$/);
    const body = Buffer.from(served.body);
    for (const marker of markers) expect(body.includes(Buffer.from(marker, 'latin1')), marker).toBe(false);
  });
});
