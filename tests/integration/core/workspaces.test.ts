import { listAuditEvents } from '@archipelago/core/audit/list-audit-events';
import { AppError } from '@archipelago/core/errors/app-error';
import { inviteMember } from '@archipelago/core/invitations/invite-member';
import { createPost } from '@archipelago/core/posts/create-post';
import { getPublishedPost } from '@archipelago/core/posts/get-published-post';
import { listPosts } from '@archipelago/core/posts/list-posts';
import { listPublishedPosts } from '@archipelago/core/posts/list-published-posts';
import { publishPost } from '@archipelago/core/posts/publish-post';
import { updatePost } from '@archipelago/core/posts/update-post';
import { checkAddress } from '@archipelago/core/workspaces/check-address';
import { createWorkspace } from '@archipelago/core/workspaces/create-workspace';
import { getOverview } from '@archipelago/core/workspaces/get-overview';
import { listMyWorkspaces } from '@archipelago/core/workspaces/list-my-workspaces';
import { updateWorkspace } from '@archipelago/core/workspaces/update-workspace';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  contextFor,
  makeMember,
  makePost,
  makeUser,
  makeWorkspace,
  personContextFor,
} from '../../support/factories.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { unique } from '../../support/own-database.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());

describe('creating a workspace', () => {
  test('makes its creator the owner, with a first post, an audit row and the jobs that follow', async () => {
    const ada = await makeUser({ name: 'Ada Lovelace' });
    const slug = unique('island-');
    expect(await createWorkspace(await personContextFor(ada), { name: 'Tide & <Co>', slug })).toEqual({
      slug,
    });
    const ctx = await contextFor(ada, { slug });
    expect(ctx).toMatchObject({
      grant: { role: 'owner' },
      workspace: { name: 'Tide & <Co>', slug },
      subscription: null,
    });
    const post = await getPublishedPost(await contextFor(null, { slug }), { slug: 'welcome' });
    expect(post.title).toBe('Welcome to Tide & <Co>');
    expect(post.html).toContain('<strong>Tide &amp; &lt;Co&gt;</strong>');
    expect(post.authorName).toBe('Ada Lovelace');
    expect((await listAuditEvents(ctx, {})).items).toMatchObject([
      { action: 'workspace.created', targetName: 'Tide & <Co>' },
    ]);
    const jobs = await product.database.observer.query(
      `select name from pgboss.job where data->>'workspaceId' = $1 order by name`,
      [ctx.workspace.id],
    );
    expect(jobs.rows).toEqual([{ name: 'mail' }, { name: 'provision-workspace' }]);
  });

  test.each([
    ['de', 'Willkommen bei Flut & <Ebbe>', 'Wie Beiträge geschrieben werden', 'erste Seite'],
    ['es', 'Te damos la bienvenida a Flut & <Ebbe>', 'Cómo se escriben las publicaciones', 'primera página'],
    ['ar', 'أهلًا بكم في Flut & <Ebbe>', 'كيف تُكتب المنشورات؟', 'أولى صفحات'],
  ] as const)('in %s writes the first post in its language', async (language, title, heading, excerpt) => {
    const slug = unique('island-');
    const person = await personContextFor(await makeUser());
    await createWorkspace(person, { name: 'Flut & <Ebbe>', slug, language });
    const visitor = await contextFor(null, { slug });
    expect(visitor.workspace.language).toBe(language);
    const post = await getPublishedPost(visitor, { slug: 'welcome' });
    expect(post.title).toBe(title);
    expect(post.headings.map(({ text }) => text)).toContain(heading);
    expect(post.html).toContain('<strong>Flut &amp; &lt;Ebbe&gt;</strong>');
    expect(post.html).not.toMatch(/workspace|Welcome|first page/);
    const [listed] = (await listPublishedPosts(visitor, {})).items;
    expect(listed).toMatchObject({ title, excerpt: expect.stringContaining(excerpt), readingMinutes: 1 });
  });

  test('has its first post follow its name and language, until somebody rewrites it', async () => {
    const ada = await makeUser();
    const slug = unique('island-');
    await createWorkspace(await personContextFor(ada), { name: 'Tide', slug });
    const settings = { tagline: '', timeZone: 'Europe/Oslo' };
    const change = async (name: string, language: 'en' | 'de' | 'ar') =>
      updateWorkspace(await contextFor(ada, { slug }), { ...settings, name, language });
    const first = async () => getPublishedPost(await contextFor(null, { slug }), { slug: 'welcome' });
    await change('Gezeiten', 'de');
    expect((await first()).title).toBe('Willkommen bei Gezeiten');
    expect((await first()).html).toContain('<strong>Gezeiten</strong>');
    await change('Gezeiten', 'ar');
    const { id, title } = await first();
    expect(title).toBe('أهلًا بكم في Gezeiten');
    await updatePost(await contextFor(ada, { slug }), { postId: id, body: 'Our own words.' });
    await change('Tide', 'en');
    expect((await first()).title).toBe(title);
    expect((await first()).html).toContain('Our own words.');
  });

  test('of many who want one address at once, one gets it; the others get free addresses to choose from', async () => {
    const slug = unique('race-');
    const people = await Promise.all([1, 2, 3, 4, 5].map(() => makeUser()));
    const contexts = await Promise.all(people.map(personContextFor));
    const results = await Promise.allSettled(
      contexts.map((ctx) => createWorkspace(ctx, { name: 'Race', slug })),
    );
    const refused = results
      .filter((result) => result.status === 'rejected')
      .map((result) => result.reason as AppError);
    expect(refused).toHaveLength(4);
    for (const error of refused) {
      expect(error).toMatchObject({
        code: 'CONFLICT',
        reason: 'address-taken',
        fields: { slug: expect.any(String) },
      });
      expect(error.suggestions?.length).toBeGreaterThan(0);
      expect(error.suggestions).not.toContain(slug);
    }
    const { rows } = await product.database.observer.query(
      `select count(*)::int as members from member m join workspace w on w.id = m.workspace_id where w.slug = $1`,
      [slug],
    );
    expect(rows).toEqual([{ members: 1 }]);
  });

  test('a reserved or malformed address is refused with the reason at its field', async () => {
    const ctx = await personContextFor(await makeUser());
    const refused = await createWorkspace(ctx, { name: 'Admin', slug: 'admin' }).catch((error) => error);
    expect(refused).toMatchObject({
      code: 'BAD_REQUEST',
      fields: { slug: expect.stringContaining('platform') },
    });
  });

  test('an address is checked before it is sent', async () => {
    const ctx = await personContextFor(await makeUser());
    const { slug } = await makeWorkspace();
    expect(await checkAddress(ctx, { slug: unique('free-') })).toMatchObject({
      status: 'free',
      suggestions: [],
    });
    const taken = await checkAddress(ctx, { slug });
    expect(taken.status).toBe('taken');
    expect(taken.suggestions).toHaveLength(3);
    expect((await checkAddress(ctx, { slug: 'billing' })).status).toBe('reserved');
    expect((await checkAddress(ctx, { slug: 'Ünï' })).status).toBe('invalid');
  });

  test('a person’s workspaces are listed, the ones with a dashboard first, and nobody else’s', async () => {
    const ada = await makeUser();
    const guestAt = await makeWorkspace({ name: 'Aardvark' });
    await makeMember(guestAt, 'guest', ada);
    const own = await makeWorkspace({ name: 'Zebra', owner: ada });
    await makeWorkspace();
    const { items } = await listMyWorkspaces(await personContextFor(ada), {});
    expect(items.map(({ slug, role }) => [slug, role])).toEqual([
      [own.slug, 'owner'],
      [guestAt.slug, 'guest'],
    ]);
  });
});

describe('changing a workspace', () => {
  test('records what changed, and only that', async () => {
    const acme = await makeWorkspace({ name: 'Acme' });
    const ctx = await contextFor(acme.owner, acme);
    const input = { name: 'Acme', tagline: 'Instruments', timeZone: 'Europe/Oslo', language: 'de' } as const;
    await updateWorkspace(ctx, input);
    await updateWorkspace(ctx, input);
    const { items } = await listAuditEvents(ctx, {});
    expect(items).toHaveLength(1);
    expect(items[0]?.changes).toEqual({
      tagline: { from: '', to: 'Instruments' },
      timeZone: { from: 'UTC', to: 'Europe/Oslo' },
      language: { from: 'en', to: 'de' },
    });
    expect((await contextFor(null, acme)).workspace).toMatchObject({
      tagline: 'Instruments',
      language: 'de',
    });
  });

  test.each([
    ['language', 'tlh'],
    ['timeZone', 'Mars/Olympus'],
    ['name', 'x'],
    ['tagline', 'x'.repeat(141)],
  ])('a %s that does not fit is refused at its field', async (field, value) => {
    const acme = await makeWorkspace();
    const input = { name: 'Acme', tagline: '', timeZone: 'UTC', language: 'en' as const, [field]: value };
    const refused = await updateWorkspace(await contextFor(acme.owner, acme), input).catch((error) => error);
    expect(refused).toMatchObject({ code: 'BAD_REQUEST', fields: { [field]: expect.any(String) } });
  });
});

describe('posts', () => {
  test('a draft is nobody’s to read until it is published, and publishing twice is the same as once', async () => {
    const acme = await makeWorkspace();
    const ctx = await contextFor(acme.owner, acme);
    const visitor = await contextFor(null, acme);
    const { id, slug } = await createPost(ctx, {
      title: 'Tide gauges',
      body: '# Hello\n\nFirst words.',
      publish: false,
    });
    expect(slug).toBe('tide-gauges');
    expect(await outcomeOf(getPublishedPost(visitor, { slug }))).toBe('NOT_FOUND post-unknown');
    expect((await listPublishedPosts(visitor, {})).items).toEqual([]);
    await publishPost(ctx, { postId: id });
    await publishPost(ctx, { postId: id });
    expect((await listPublishedPosts(visitor, {})).items).toMatchObject([{ slug, excerpt: 'First words.' }]);
    expect((await listAuditEvents(ctx, { area: 'posts' })).items.map(({ action }) => action)).toEqual([
      'post.published',
      'post.created',
    ]);
  });

  test('posts with one title, saved at once, each get an address of their own', async () => {
    const acme = await makeWorkspace();
    const ctx = await contextFor(acme.owner, acme);
    const members = await Promise.all([1, 2, 3].map(() => makeMember(acme, 'member')));
    const contexts = [ctx, ...(await Promise.all(members.map((member) => contextFor(member, acme))))];
    const posts = await Promise.all(
      contexts.map((each) => createPost(each, { title: 'Same', body: 'x', publish: true })),
    );
    expect(posts.map(({ slug }) => slug).sort()).toEqual(['same', 'same-2', 'same-3', 'same-4']);
  });
});

describe('lists', () => {
  test('pages follow each other without gaps or repeats, also for rows of the same microsecond', async () => {
    const acme = await makeWorkspace();
    await product.database.observer.query(
      `insert into audit_event (workspace_id, actor_kind, actor_id, actor_name, action, target_kind, target_name, request_id, created_at)
       select $1, 'user', $2, 'Ada', case when n % 2 = 0 then 'post.created' else 'member.joined' end, 'post', 'Post ' || n, 'req',
         timestamptz '2026-11-21 09:00:00.000001Z' + (n / 3) * interval '1 microsecond'
       from generate_series(1, 230) n`,
      [acme.id, acme.owner.userId],
    );
    const ctx = await contextFor(acme.owner, acme);
    const seen: string[] = [];
    const sizes: number[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listAuditEvents>> = await listAuditEvents(
        ctx,
        cursor ? { cursor } : {},
      );
      sizes.push(page.items.length);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(sizes).toEqual([50, 50, 50, 50, 30]);
    expect(new Set(seen).size).toBe(230);
    expect(
      (await listAuditEvents(ctx, { action: 'post.created' })).items.every(
        (item) => item.action === 'post.created',
      ),
    ).toBe(true);
    expect((await listAuditEvents(ctx, { actorId: (await makeUser()).userId })).items).toEqual([]);
    expect((await listAuditEvents(ctx, { area: 'posts' })).items).toHaveLength(50);
  });

  test.each([
    'x',
    '!!',
    Buffer.from('["2026", "1"]').toString('base64url'),
    Buffer.from(`["2026-11-21T09:00:00.000000Z' or true --", "x"]`).toString('base64url'),
  ])('a damaged page link is refused: %s', async (cursor) => {
    const acme = await makeWorkspace();
    expect(await outcomeOf(listPosts(await contextFor(acme.owner, acme), { cursor }))).toBe('BAD_REQUEST');
  });
});

describe('the overview', () => {
  test('counts, tells what happened, and knows what is still to set up', async () => {
    const ada = await makeUser({ name: 'Ada' });
    const slug = unique('overview-');
    await createWorkspace(await personContextFor(ada), { name: 'Overview', slug });
    const ctx = await contextFor(ada, { slug });
    const { id } = ctx.workspace;
    expect(await getOverview(ctx, {})).toMatchObject({
      counts: { team: 1, guests: 0, publishedPosts: 1, drafts: 0, openInvitations: 0 },
      checklist: {
        addressChosen: true,
        brandingSet: false,
        someoneInvited: false,
        firstPostPublished: false,
        guestJoined: false,
        planChosen: false,
        secondAdmin: false,
      },
    });
    await makeMember({ id }, 'guest');
    await createPost(ctx, { title: 'Own', body: 'x', publish: true });
    await inviteMember(ctx, { email: 'alan@example.test', role: 'member' });
    await updateWorkspace(ctx, { name: 'Overview', tagline: 'Here', timeZone: 'UTC', language: 'de' });
    const overview = await getOverview(await contextFor(ada, { slug }), {});
    expect(overview).toMatchObject({
      counts: { team: 1, guests: 1, publishedPosts: 2, drafts: 0, openInvitations: 1 },
      checklist: {
        addressChosen: true,
        brandingSet: true,
        someoneInvited: true,
        firstPostPublished: true,
        guestJoined: true,
        planChosen: false,
        secondAdmin: false,
      },
    });
    const sentences = overview.activity.map(({ sentence }) => sentence.map(({ text }) => text).join(''));
    expect(sentences).toEqual([
      'Ada changed the tagline and the language',
      'Ada invited alan@example.test as member',
      'Ada published Own',
      'Ada created Overview',
    ]);
    expect(overview.activity[0]?.at).toBeInstanceOf(Date);
  });

  test('what happened in billing is shown to those who may see billing', async () => {
    const acme = await makeWorkspace();
    const member = await makeMember(acme, 'member');
    await product.database.observer.query(
      `insert into audit_event (workspace_id, actor_kind, actor_name, action, target_kind, target_name, request_id)
       values ($1, 'system', 'Stripe', 'billing.payment_failed', 'subscription', 'Subscription', 'key')`,
      [acme.id],
    );
    expect((await getOverview(await contextFor(acme.owner, acme), {})).activity).toHaveLength(1);
    expect((await getOverview(await contextFor(member, acme), {})).activity).toEqual([]);
  });

  test('a dashboard page costs four statements: one for the context, three for the query', async () => {
    const acme = await makeWorkspace({ plan: 'pro' });
    await makePost(acme, { status: 'published' });
    const page = async () => getOverview(await contextFor(acme.owner, acme), {});
    await page();
    const before = await product.statements();
    await page();
    expect((await product.statements()) - before).toBe(4);
  });
});

describe('while a request runs', () => {
  test('a role taken away after it began does not count any more', async () => {
    const acme = await makeWorkspace();
    const admin = await makeMember(acme, 'admin');
    const ctx = await contextFor(admin, acme);
    await withWorkspace(acme.id, (tx) =>
      tx.member.updateMany({
        where: { workspaceId: acme.id, userId: admin.userId },
        data: { role: 'member' },
      }),
    );
    expect(await outcomeOf(inviteMember(ctx, { email: 'x@example.test', role: 'member' }))).toBe('FORBIDDEN');
    await withWorkspace(acme.id, (tx) =>
      tx.member.deleteMany({ where: { workspaceId: acme.id, userId: admin.userId } }),
    );
    expect(await outcomeOf(createPost(ctx, { title: 'x', body: 'x', publish: true }))).toBe('NOT_FOUND');
  });

  test('a change waits for a demotion that is being made, and then obeys it', async () => {
    const acme = await makeWorkspace();
    const admin = await makeMember(acme, 'admin');
    const ctx = await contextFor(admin, acme);
    const client = await product.database.observer.connect();
    await client.query('begin');
    await client.query(`update member set role = 'guest' where workspace_id = $1 and user_id = $2`, [
      acme.id,
      admin.userId,
    ]);
    const outcome = outcomeOf(createPost(ctx, { title: 'x', body: 'x', publish: true }));
    await waitUntilBlocked();
    await client.query('commit');
    client.release();
    expect(await outcome).toBe('NOT_FOUND');
    expect((await listPosts(await contextFor(acme.owner, acme), {})).items).toEqual([]);
  });

  test('the last owner stays, whatever is tried at once', async () => {
    const acme = await makeWorkspace();
    const second = await makeMember(acme, 'owner');
    for (let round = 0; round < 20; round += 1) {
      await Promise.allSettled(
        [acme.owner, second].map(({ userId }) =>
          withWorkspace(acme.id, (tx) =>
            tx.member.updateMany({ where: { workspaceId: acme.id, userId }, data: { role: 'member' } }),
          ),
        ),
      );
      const { rows } = await product.database.observer.query(
        `select user_id from member where workspace_id = $1 and role = 'owner'`,
        [acme.id],
      );
      expect(rows).toHaveLength(1);
      await product.database.observer.query(`update member set role = 'owner' where workspace_id = $1`, [
        acme.id,
      ]);
    }
  });
});

test('without a database the answer is 503 with a time to come back, and nothing of the inside', async () => {
  const acme = await makeWorkspace();
  const ctx = await contextFor(acme.owner, acme);
  await product.database.goDown();
  const refused = await createPost(ctx, { title: 'x', body: 'x', publish: true }).catch((error) => error);
  await product.database.comeBack();
  expect(refused).toBeInstanceOf(AppError);
  expect(refused).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryAfterSeconds: 5 });
  expect((await createPost(ctx, { title: 'x', body: 'x', publish: true })).slug).toBe('x');
});

/** Until a statement waits for a lock. */
async function waitUntilBlocked(): Promise<void> {
  for (;;) {
    const { rows } = await product.database.observer.query(
      `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
    );
    if (rows.length > 0) return;
  }
}
