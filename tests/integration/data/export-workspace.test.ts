import { createHash } from 'node:crypto';
import { deleteExpiredExports } from '@archipelago/core/exports/delete-expired-exports';
import { exportSignature } from '@archipelago/core/exports/export-link';
import { type ExportOptions, exportWorkspace } from '@archipelago/core/exports/export-workspace';
import { listExports } from '@archipelago/core/exports/list-exports';
import { openExport } from '@archipelago/core/exports/open-export';
import { readExport } from '@archipelago/core/exports/read-export';
import { requestExport } from '@archipelago/core/exports/request-export';
import { blobStore } from '@archipelago/core/files/blob-store';
import { inviteMember } from '@archipelago/core/invitations/invite-member';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  contextFor,
  type MadeWorkspace,
  makeInvitation,
  makeMember,
  makePost,
  makeUser,
  makeWorkspace,
} from '../../support/factories.ts';
import { unique } from '../../support/own-database.ts';
import { readZip } from '../../support/read-zip.ts';
import { type DataWorld, startDataWorld } from './data-world.ts';

let world: DataWorld;

beforeAll(async () => {
  world = await startDataWorld();
});
afterAll(() => world.stop());

async function ownerOf(workspace: MadeWorkspace) {
  return contextFor(workspace.owner, workspace);
}

async function requested(workspace: MadeWorkspace) {
  return requestExport(await ownerOf(workspace), {});
}

/** Every ZIP file of the newest export, unpacked into one folder. */
async function download(workspace: MadeWorkspace): Promise<Map<string, Buffer>> {
  const ctx = await ownerOf(workspace);
  const [newest] = (await listExports(ctx, {})).items;
  const files = new Map<string, Buffer>();
  for (const [index, bytes] of (newest?.volumes ?? []).entries()) {
    const { id: exportId = '', signature = '' } = newest ?? {};
    const opened = await openExport(ctx, { exportId, volume: index + 1, signature });
    const content = Buffer.from(await new Response(await readExport(opened.key)).arrayBuffer());
    expect(content).toHaveLength(bytes);
    for (const [name, file] of readZip(content)) files.set(name, file);
  }
  return files;
}

function objectsOf(files: Map<string, Buffer>, table: string): Record<string, unknown>[] {
  const names = [...files.keys()]
    .filter((name) => new RegExp(`^json/${table}(-\\d{4})?\\.ndjson$`).test(name))
    .sort();
  return names.flatMap((name) =>
    String(files.get(name))
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  );
}

interface Manifest {
  rows: Record<string, number>;
  files: number;
  entries: { path: string; sha256: string; bytes: number }[];
}

describe('an export', () => {
  test('has every row of the workspace as JSON and CSV, its people and uploads, and nobody else’s', async () => {
    const workspace = await makeWorkspace({ plan: 'pro' });
    const elsewhere = await makeWorkspace();
    await makePost(elsewhere, { title: 'Not theirs' });
    const posts = [
      await makePost(workspace, { title: '=cmd|1', body: 'a "quoted",\nline' }),
      await makePost(workspace),
    ];
    const writer = await makeMember(workspace, 'admin');
    await inviteMember(await contextFor(writer, workspace), {
      email: `${unique('i-')}@example.test`,
      role: 'member',
    });
    await blobStore('uploads').set(
      `${workspace.id}/logo/mark.png`,
      new Uint8Array([137, 80, 78, 71, 0]).buffer,
    );
    await blobStore('uploads').set(`${elsewhere.id}/logo/other.png`, 'other');

    await requested(workspace);
    await world.drain('export-workspace');
    const files = await download(workspace);

    expect(
      objectsOf(files, 'post')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(posts.map(({ id }) => id).sort());
    expect(objectsOf(files, 'workspace')).toMatchObject([{ slug: workspace.slug }]);
    expect(
      objectsOf(files, 'people')
        .map(({ email }) => email)
        .sort(),
    ).toEqual([workspace.owner.email, writer.email].sort());
    expect(objectsOf(files, 'subscription')).toHaveLength(1);
    expect(objectsOf(files, 'audit_event').map(({ action }) => action)).toContain('member.invited');
    expect(String(files.get('csv/post.csv'))).toContain(`'=cmd|1`);
    expect(String(files.get('csv/post.csv'))).toContain('"a ""quoted"",\nline"');
    expect([...(files.get('files/logo/mark.png') ?? [])]).toEqual([137, 80, 78, 71, 0]);
    const everything = [...files].map(([name, content]) => name + content).join('');
    for (const foreign of ['Not theirs', elsewhere.id, elsewhere.slug, 'other.png']) {
      expect(everything).not.toContain(foreign);
    }
    expect(files.has('README.txt')).toBe(true);

    const manifest = JSON.parse(String(files.get('manifest.json'))) as Manifest;
    expect(manifest).toMatchObject({ rows: { post: 2, member: 2, people: 2 }, files: 1 });
    for (const { path, sha256, bytes } of manifest.entries) {
      expect(
        createHash('sha256')
          .update(files.get(path) ?? '')
          .digest('hex'),
        path,
      ).toBe(sha256);
      expect(files.get(path), path).toHaveLength(bytes);
    }
    expect([...files.keys()].sort()).toEqual(
      [...manifest.entries.map(({ path }) => path), 'manifest.json'].sort(),
    );
  });

  test('leaves the secrets out', async () => {
    const workspace = await makeWorkspace({ plan: 'pro' });
    const invitation = await makeInvitation(workspace);
    const [row] = await world.rows<{ token_hash: string }>(
      'select token_hash from invitation where id = $1',
      [invitation.id],
    );
    await requested(workspace);
    await world.drain('export-workspace');
    const everything = [...(await download(workspace)).values()].join('');
    expect(everything).toContain(invitation.email);
    expect(everything).not.toContain(row?.token_hash ?? 'no hash');
  });

  test('is told by mail, with a link for whoever asked', async () => {
    const workspace = await makeWorkspace();
    const { exportId } = await requested(workspace);
    await world.drain('export-workspace', 'mail');
    const mail = world.mailbox.mails.find(({ to }) => to?.[0]?.address === workspace.owner.email);
    expect(mail?.subject).toBe(`The export of ${workspace.name} is ready`);
    expect(mail?.text).toContain(
      `/dashboard/settings/data/${exportId}/1?signature=${exportSignature(workspace.id, exportId)}`,
    );
  });

  test('comes as several ZIP files when it is large, none of them larger than the bound', async () => {
    const { workspace, limits } = await largeWorkspace();
    const { exportId } = await requested(workspace);
    await exportWorkspace({ workspaceId: workspace.id, exportId }, { limits });
    const [item] = (await listExports(await ownerOf(workspace), {})).items;
    expect(item?.volumes.length).toBeGreaterThan(5);
    expect(Math.max(...(item?.volumes ?? []))).toBeLessThan(160_000);
    expect(objectsOf(await download(workspace), 'post')).toHaveLength(500);
  });

  test.each(['ran', 'kept'] as const)(
    'that crashes between any two ZIP files, when one %s, goes on there and is the same in the end',
    async (moment) => {
      const { workspace, limits } = await largeWorkspace();
      const { exportId } = await requested(workspace);
      const made: string[] = [];
      let crashes = 0;
      for (let isDone = false; !isDone; ) {
        let isFirst = true;
        const options: ExportOptions = {
          limits,
          onStep: async (step, at) => {
            if (at === 'ran') made.push(step);
            if (at !== moment || !isFirst) return;
            // What ran but was not kept runs again, and passes the second time.
            if (moment === 'ran' && made.filter((name) => name === step).length > 1) return;
            isFirst = false;
            crashes += 1;
            throw new Error('crash');
          },
        };
        await world.rows('update data_export set attempts = 0');
        isDone = await exportWorkspace({ workspaceId: workspace.id, exportId }, options).then(
          () => true,
          (error: Error) => {
            expect(error.message).toBe('crash');
            return false;
          },
        );
      }
      expect(crashes).toBeGreaterThan(5);
      if (moment === 'kept') expect(new Set(made).size).toBe(made.length);
      expect(new Set(objectsOf(await download(workspace), 'post').map(({ id }) => id)).size).toBe(500);
      const left = await world.rows('select 1 from work_step where workspace_id = $1', [workspace.id]);
      expect(left).toEqual([]);
    },
  );

  test('stops in time and leaves the rest to a job of its own', async () => {
    const { workspace, limits } = await largeWorkspace();
    const { exportId } = await requested(workspace);
    await world.rows(`delete from pgboss.job where name = 'export-workspace'`);
    await exportWorkspace({ workspaceId: workspace.id, exportId }, { limits, until: new Date(0) });
    expect((await listExports(await ownerOf(workspace), {})).items[0]?.state).toBe('running');
    await world.drain('export-workspace');
    expect((await listExports(await ownerOf(workspace), {})).items[0]?.state).toBe('ready');
    expect(objectsOf(await download(workspace), 'post')).toHaveLength(500);
  });

  test('whose job was given to another worker changes nothing any more', async () => {
    const workspace = await makeWorkspace();
    const { exportId } = await requested(workspace);
    const claim = { id: '00000000-0000-4000-8000-000000000000', retryCount: 0 };
    await expect(exportWorkspace({ workspaceId: workspace.id, exportId }, { claim })).rejects.toThrow(
      'Another worker',
    );
    expect((await listExports(await ownerOf(workspace), {})).items[0]?.state).toBe('running');
  });

  test('that keeps failing is given up, says so and lets a new one begin', async () => {
    const workspace = await makeWorkspace();
    const { exportId } = await requested(workspace);
    const crash = { onStep: () => Promise.reject(new Error('crash')) };
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      await expect(exportWorkspace({ workspaceId: workspace.id, exportId }, crash)).rejects.toThrow('crash');
    }
    await exportWorkspace({ workspaceId: workspace.id, exportId });
    expect((await listExports(await ownerOf(workspace), {})).items[0]?.state).toBe('failed');
    await expect(requested(workspace)).resolves.toBeDefined();
  });
});

describe('asking for an export', () => {
  test('is refused while one is being made', async () => {
    const workspace = await makeWorkspace();
    await requested(workspace);
    await expect(requested(workspace)).rejects.toMatchObject({ code: 'CONFLICT', reason: 'export-running' });
  });

  test('of two at once starts one', async () => {
    const workspace = await makeWorkspace();
    const ctx = await ownerOf(workspace);
    const outcomes = await Promise.allSettled([requestExport(ctx, {}), requestExport(ctx, {})]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('is refused the fourth time in 24 hours, and says when to come back', async () => {
    const workspace = await makeWorkspace();
    for (let time = 1; time <= 3; time += 1) {
      await requested(workspace);
      await world.rows(`update data_export set state = 'failed' where workspace_id = $1`, [workspace.id]);
    }
    const refused = await requested(workspace).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    expect((refused as { retryAfterSeconds: number }).retryAfterSeconds).toBeGreaterThan(86_000);
    await world.rows(
      `update data_export set created_at = created_at - interval '1 day' where workspace_id = $1`,
      [workspace.id],
    );
    await expect(requested(workspace)).resolves.toBeDefined();
  });
});

describe('a download', () => {
  async function ready() {
    const workspace = await makeWorkspace();
    const { exportId } = await requested(workspace);
    await world.drain('export-workspace');
    return { workspace, exportId, signature: exportSignature(workspace.id, exportId) };
  }

  test('is in the audit log', async () => {
    const { workspace, exportId, signature } = await ready();
    await openExport(await ownerOf(workspace), { exportId, volume: 1, signature });
    const [event] = await world.rows(
      `select * from audit_event where action = 'data.export_downloaded' and target_id = $1`,
      [exportId],
    );
    expect(event).toMatchObject({ actor_id: workspace.owner.userId, workspace_id: workspace.id });
  });

  test('needs the link as it was signed, of this workspace, and a volume that exists', async () => {
    const { workspace, exportId, signature } = await ready();
    const other = await ready();
    const ctx = await ownerOf(workspace);
    const wrong = [
      { exportId, volume: 1, signature: '' },
      { exportId, volume: 1, signature: other.signature },
      { exportId: other.exportId, volume: 1, signature: other.signature },
      { exportId: other.exportId, volume: 1, signature },
      { exportId, volume: 2, signature },
    ];
    for (const input of wrong)
      await expect(openExport(ctx, input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is closed to somebody who holds the link without the permission', async () => {
    const { workspace, exportId, signature } = await ready();
    const member = await contextFor(await makeMember(workspace, 'member'), workspace);
    await expect(openExport(member, { exportId, volume: 1, signature })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const stranger = await contextFor(await makeUser(), workspace);
    await expect(openExport(stranger, { exportId, volume: 1, signature })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('ends with its date, and the files go that night; others stay', async () => {
    const { workspace, exportId, signature } = await ready();
    const kept = await ready();
    await blobStore('exports').set(
      `${workspace.id}/${crypto.randomUUID()}/1.zip`,
      'of an export that nobody knows',
    );
    await world.rows(`update data_export set expires_at = now() - interval '1 second' where id = $1`, [
      exportId,
    ]);
    await expect(
      openExport(await ownerOf(workspace), { exportId, volume: 1, signature }),
    ).rejects.toMatchObject({ code: 'GONE' });
    expect((await listExports(await ownerOf(workspace), {})).items[0]?.state).toBe('expired');
    await deleteExpiredExports();
    expect(await world.keys('exports', `${workspace.id}/`)).toEqual([]);
    expect(await world.keys('exports', `${kept.workspace.id}/`)).toHaveLength(1);
  });
});

async function largeWorkspace() {
  const workspace = await makeWorkspace();
  await world.rows(
    `insert into post (workspace_id, slug, title, body, author_user_id)
     select $1, 'post-' || n, 'Title ' || n, (select string_agg(md5(n::text || k::text), '') from generate_series(1, 20) k), $2
     from generate_series(1, 500) n`,
    [workspace.id, workspace.owner.userId],
  );
  for (let file = 1; file <= 5; file += 1) {
    await blobStore('uploads').set(
      `${workspace.id}/covers/${file}.bin`,
      crypto.getRandomValues(new Uint8Array(20_000)).buffer,
    );
  }
  return { workspace, limits: { volumeBytes: 60_000, chunkBytes: 40_000, batchBytes: 10_000 } };
}
