import { randomUUID } from 'node:crypto';
import { removeImage } from '@archipelago/core/branding/remove-image';
import { updateBranding } from '@archipelago/core/branding/update-branding';
import { uploadImage } from '@archipelago/core/branding/upload-image';
import { blobStore } from '@archipelago/core/files/blob-store';
import { readFile } from '@archipelago/core/files/read-file';
import { sweepUploads } from '@archipelago/core/files/sweep-uploads';
import { drain } from '@archipelago/core/jobs/drain';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contextFor, type MadeWorkspace, makeMember, makeWorkspace } from '../../support/factories.ts';
import { jpegOf, pngOf } from '../../support/make-image.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());

const png = () => new File([pngOf(64, 64)], 'logo.png', { type: 'image/png' });
const upload = async (of: MadeWorkspace, image: File = png(), kind: 'logo' | 'cover' = 'logo') =>
  uploadImage(await contextFor(of.owner, of), { kind, image });
const filesOf = ({ id }: { id: string }) =>
  withWorkspace(id, (tx) => tx.file.findMany({ where: { workspaceId: id }, orderBy: { createdAt: 'asc' } }));
const stored = async ({ id }: { id: string }) =>
  (await blobStore('uploads').list({ prefix: `${id}/` })).blobs.map(({ key }) => key);
const work = () => drain(['delete-upload'], new Date(Date.now() + 20_000));

describe('a logo', () => {
  test('is kept, entered, audited and shown', async () => {
    const acme = await makeWorkspace();
    const { path } = await upload(acme);
    const ctx = await contextFor(null, acme);
    expect(ctx.workspace).toMatchObject({ logoPath: path, coverPath: null });
    expect(await filesOf(acme)).toMatchObject([
      { kind: 'logo', key: `${acme.id}/${path}`, contentType: 'image/png', width: 64, height: 64 },
    ]);
    expect(Buffer.from((await readFile(ctx, { path })).body).equals(pngOf(64, 64))).toBe(true);
    const { rows } = await product.database.observer.query(
      'select action, changes from audit_event where workspace_id = $1',
      [acme.id],
    );
    expect(rows).toEqual([
      {
        action: 'workspace.image_uploaded',
        changes: { logo: { from: null, to: 'image/png, 64 × 64 pixels' } },
      },
    ]);
  });

  test('takes the place of the one before, which is taken away afterwards', async () => {
    const acme = await makeWorkspace();
    const first = await upload(acme);
    const second = await upload(acme);
    expect(second.path).not.toBe(first.path);
    expect((await filesOf(acme)).map(({ key }) => key)).toEqual([`${acme.id}/${second.path}`]);
    expect(await stored(acme)).toHaveLength(2);
    await work();
    expect(await stored(acme)).toEqual([`${acme.id}/${second.path}`]);
    expect(await outcomeOf(readFile(await contextFor(null, acme), { path: first.path }))).toBe('NOT_FOUND');
  });

  test('is replaced by many at once: one stays, and nothing else is left', async () => {
    const acme = await makeWorkspace();
    await Promise.all(Array.from({ length: 6 }, () => upload(acme)));
    await work();
    const [file, ...others] = await filesOf(acme);
    expect(others).toEqual([]);
    expect(await stored(acme)).toEqual([file?.key]);
    expect(`${acme.id}/${(await contextFor(null, acme)).workspace.logoPath}`).toBe(file?.key);
  });

  test('is removed, and removing it again is no change', async () => {
    const acme = await makeWorkspace();
    await upload(acme);
    const remove = async () => removeImage(await contextFor(acme.owner, acme), { kind: 'logo' });
    await remove();
    await remove();
    await work();
    expect([await filesOf(acme), await stored(acme)]).toEqual([[], []]);
    const { rows } = await product.database.observer.query(
      `select 1 from audit_event where workspace_id = $1 and action = 'workspace.image_removed'`,
      [acme.id],
    );
    expect(rows).toHaveLength(1);
  });

  test('is beside the cover, not in place of it', async () => {
    const acme = await makeWorkspace();
    const logo = await upload(acme);
    const cover = await upload(acme, new File([jpegOf(640, 360)], 'x.jpg'), 'cover');
    const { logoPath, coverPath } = (await contextFor(null, acme)).workspace;
    expect({ logoPath, coverPath }).toEqual({ logoPath: logo.path, coverPath: cover.path });
  });

  test('of another workspace is not there, by whatever path it is asked for', async () => {
    const [acme, globex] = [await makeWorkspace(), await makeWorkspace()];
    const { path } = await upload(acme);
    const ctx = await contextFor(globex.owner, globex);
    for (const asked of [path, `../${acme.id}/${path}`, `${acme.id}/${path}`, `/${path}`, '', 'logo/']) {
      expect(await outcomeOf(readFile(ctx, { path: asked })), asked).toBe('NOT_FOUND');
    }
  });

  test('is not uploaded by a member without the permission, and nothing is stored', async () => {
    const acme = await makeWorkspace();
    const member = await makeMember(acme, 'member');
    const attempt = uploadImage(await contextFor(member, acme), { kind: 'logo', image: png() });
    expect(await outcomeOf(attempt)).toBe('FORBIDDEN');
    expect(await stored(acme)).toEqual([]);
  });
});

describe('storage', () => {
  test('that the plan does not have is refused, in words that say how much and what to do', async () => {
    const acme = await makeWorkspace();
    await fill(acme, 1024 ** 3 - 10);
    await expect(upload(acme)).rejects.toMatchObject({
      code: 'PAYMENT_REQUIRED',
      reason: 'storageBytes',
      message:
        'The Free plan has 1 GB of storage and 1,024 MB are taken already. Remove files you no longer need, or choose a larger plan under Billing.',
    });
    expect(await stored(acme)).toEqual([]);
  });

  test('is never given twice, whoever comes at once', async () => {
    const acme = await makeWorkspace();
    const cover = pngOf(640, 320);
    await fill(acme, 1024 ** 3 - cover.length - 10);
    const outcomes = await Promise.all([
      outcomeOf(upload(acme, new File([cover], 'x.png'), 'logo')),
      outcomeOf(upload(acme, new File([cover], 'x.png'), 'cover')),
    ]);
    expect(outcomes.sort()).toEqual(['PAYMENT_REQUIRED storageBytes', 'done']);
    expect(await stored(acme)).toHaveLength(1);
  });

  test('of what is replaced is free for what replaces it', async () => {
    const acme = await makeWorkspace();
    await upload(acme);
    await fill(acme, 1024 ** 3 - pngOf(64, 64).length - 10);
    expect(await outcomeOf(upload(acme))).toBe('done');
  });

  async function fill({ id }: MadeWorkspace, bytes: number) {
    await withWorkspace(id, (tx) =>
      tx.file.create({
        data: {
          workspaceId: id,
          kind: 'other',
          key: `${id}/other/${randomUUID()}`,
          contentType: 'x/y',
          bytes,
        },
      }),
    );
  }
});

describe('the store of files', () => {
  test('failing leaves nothing in the table, and says so', async () => {
    const acme = await makeWorkspace();
    const working = process.env.NETLIFY_BLOBS_CONTEXT;
    const broken = {
      siteID: 'x',
      token: 'x',
      edgeURL: 'http://127.0.0.1:9',
      uncachedEdgeURL: 'http://127.0.0.1:9',
    };
    process.env.NETLIFY_BLOBS_CONTEXT = Buffer.from(JSON.stringify(broken)).toString('base64');
    const outcome = await outcomeOf(upload(acme));
    process.env.NETLIFY_BLOBS_CONTEXT = working;
    expect(outcome).toBe('SERVICE_UNAVAILABLE');
    expect(await filesOf(acme)).toEqual([]);
    expect((await contextFor(null, acme)).workspace.logoPath).toBeNull();
  });

  test('is swept of what no table has, once it is old enough to be sure', async () => {
    const acme = await makeWorkspace();
    const { path } = await upload(acme);
    const kept = `${acme.id}/${path}`;
    const orphan = `${acme.id}/logo/${randomUUID()}.png`;
    const store = blobStore('uploads');
    await store.set(orphan, 'x', { metadata: { storedAt: new Date().toISOString() } });
    await store.set('not-ours/at-all', 'x');
    const gone = `${randomUUID()}/logo/${randomUUID()}.png`;
    await store.set(gone, 'x', { metadata: { storedAt: '2026-01-01T00:00:00Z' } });
    await sweepUploads();
    expect((await stored(acme)).sort()).toEqual([kept, orphan].sort());
    expect(await store.get(gone)).toBeNull();
    await sweepUploads(new Date(Date.now() + 2 * 60 * 60 * 1000));
    expect(await stored(acme)).toEqual([kept]);
    expect(await store.get('not-ours/at-all')).toBe('x');
  });

  test('keeps a file that the table has, even when its removal was asked for', async () => {
    const { deleteUpload } = await import('@archipelago/core/files/delete-upload');
    const acme = await makeWorkspace();
    const { path } = await upload(acme);
    await deleteUpload(acme.id, `${acme.id}/${path}`);
    expect(await stored(acme)).toHaveLength(1);
  });
});

describe('“Made with Archipelago”', () => {
  const hide = async (of: MadeWorkspace) =>
    updateBranding(await contextFor(of.owner, of), { accent: '', badge: 'hidden' });

  test('is hidden on a plan that may', async () => {
    const acme = await makeWorkspace({ plan: 'pro' });
    expect(await hide(acme)).toEqual({ accent: null, hidesBadge: true });
    expect((await contextFor(null, acme)).workspace.hidesBadge).toBe(true);
  });

  test('is not on one that may not, and nothing else is changed', async () => {
    const acme = await makeWorkspace();
    expect(await outcomeOf(hide(acme))).toBe('PAYMENT_REQUIRED brandingRemoval');
  });
});

test('the database refuses a file under the key of another workspace', async () => {
  const [acme, globex] = [await makeWorkspace(), await makeWorkspace()];
  await expect(
    withWorkspace(globex.id, (tx) =>
      tx.file.create({
        data: {
          workspaceId: globex.id,
          kind: 'logo',
          key: `${acme.id}/logo/x`,
          contentType: 'x/y',
          bytes: 1,
        },
      }),
    ),
  ).rejects.toThrow(/file_key_is_the_workspaces_own/);
});
