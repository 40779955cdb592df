import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readingMinutes } from '@archipelago/core/posts/reading-minutes';
import { type Prisma, PrismaClient } from '@archipelago/db/generated/client';
import { acmeBilling } from '@archipelago/local-cloud/seed/billing';
import { people, type SeededWorkspace, workspaces } from '@archipelago/local-cloud/seed/people';
import { PrismaPg } from '@prisma/adapter-pg';
import { seedComments } from './seed/comments.ts';
import { seedDomains } from './seed/domains.ts';
import { eventsOf } from './seed/events.ts';
import { idOf, userIdOf } from './seed/ids.ts';
import { invitations } from './seed/invitations.ts';
import { manaraSlug, seedManara } from './seed/manara.ts';
import { seedNewsletter } from './seed/newsletter.ts';
import { seedNotifications } from './seed/notifications.ts';
import { posts } from './seed/posts.ts';
import { roles } from './seed/roles.ts';
import type { Seeding } from './seed/seeding.ts';
import { seedSite } from './seed/site.ts';
import { seedStripeEvents } from './seed/stripe-events.ts';
import { seedSupport } from './seed/support.ts';
import { seedUsage } from './seed/usage.ts';
import { webhookDeliveries, webhookEndpoint } from './seed/webhooks.ts';

const dayMilliseconds = 86_400_000;
const invitationDays = 7;

/**
 * Fills an empty database with the people of the local Clerk and their workspaces, all or nothing. A database that was
 * seeded once is left as it is, whatever people did to it since.
 *
 * @param options.ownerUrl of the role that owns the tables: only it may appoint an operator.
 * @param options.now what all times are relative to.
 */
export async function seed(options: { ownerUrl: string; now?: Date }): Promise<void> {
  const now = options.now ?? new Date();
  const client = new PrismaClient({ adapter: new PrismaPg({ connectionString: options.ownerUrl, max: 1 }) });
  const ago = (days: number) => new Date(now.getTime() - days * dayMilliseconds);
  try {
    await client.$transaction(
      async (tx) => {
        await tx.$executeRaw`set local timezone = 'UTC'`;
        await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('archipelago seed'))`;
        if (await isSeeded(tx)) return;
        await seedPeople({ tx, ago });
        for (const workspace of workspaces) await seedWorkspace({ tx, ago }, workspace);
      },
      { timeout: 60_000, maxWait: 10_000 },
    );
  } finally {
    await client.$disconnect();
  }
}

async function isSeeded(tx: Prisma.TransactionClient): Promise<boolean> {
  const clerkUserId = people[0]?.clerkUserId ?? '';
  await enter(tx, 'app.clerk_user_id', clerkUserId);
  return (await tx.user.count({ where: { clerkUserId } })) > 0;
}

async function seedPeople({ tx, ago }: Seeding): Promise<void> {
  const firstSeen = Math.max(...workspaces.map(({ createdDaysAgo }) => createdDaysAgo)) + 1;
  for (const { clerkUserId, email, firstName, lastName, isOperator } of people) {
    const userId = userIdOf(clerkUserId);
    await enter(tx, 'app.clerk_user_id', clerkUserId);
    await tx.user.createMany({
      data: { id: userId, clerkUserId, email, name: `${firstName} ${lastName}`, createdAt: ago(firstSeen) },
    });
    if (isOperator) await tx.operator.createMany({ data: { userId, grantedAt: ago(firstSeen) } });
  }
  await enter(tx, 'app.clerk_user_id', '');
}

async function seedWorkspace(seeding: Seeding, workspace: SeededWorkspace): Promise<void> {
  const { tx, ago } = seeding;
  const workspaceId = idOf(`workspace:${workspace.slug}`);
  await enter(tx, 'app.workspace_id', workspaceId);
  const { slug, formerSlug, createdDaysAgo, language = 'en', members: _, ...shown } = workspace;
  await tx.workspace.createMany({
    data: { ...shown, id: workspaceId, slug, language, createdAt: ago(createdDaysAgo) },
  });
  if (slug === acmeBilling.workspaceSlug) await seedRoles(seeding, workspaceId);
  await tx.member.createMany({
    data: workspace.members.map(
      ({ clerkUserId, role, customRole, joinedDaysAgo, blockedDaysAgo }, position) => ({
        workspaceId,
        id: idOf(`member:${slug}:${clerkUserId}`),
        userId: userIdOf(clerkUserId),
        role,
        customRoleId: customRole ? idOf(`role:${slug}:${customRole}`) : null,
        blockedAt: blockedDaysAgo === undefined ? null : ago(blockedDaysAgo),
        createdAt: ago(joinedDaysAgo),
        lastSeenAt: ago(Math.min(joinedDaysAgo, ((position * 7) % 11) * 0.45 + 0.02)),
      }),
    ),
  });
  if (formerSlug) await tx.workspaceAddress.createMany({ data: { workspaceId, slug: formerSlug } });
  await seedPosts(seeding, workspace, workspaceId);
  if (slug === acmeBilling.workspaceSlug) {
    await seedComments(seeding, workspaceId);
    await seedSite(seeding, workspaceId);
    await seedNewsletter(seeding, workspaceId);
    await seedInvitations(seeding, workspaceId);
    await seedTrial(seeding, workspaceId);
    await seedDomains(tx, { workspaceId, id: idOf('domain:acme:community'), now: ago(0) });
  }
  if (slug === manaraSlug) await seedManara(seeding, workspaceId);
  await seedUsage(seeding, workspace, workspaceId);
  await seedSupport(seeding, slug, workspaceId);
  await seedEvents(seeding, workspace, workspaceId);
  if (slug !== acmeBilling.workspaceSlug) return;
  await seedWebhooks(seeding, workspaceId);
  await seedNotifications(seeding, workspaceId);
}

async function seedRoles({ tx, ago }: Seeding, workspaceId: string): Promise<void> {
  await tx.customRole.createMany({
    data: roles.map(({ name, description, permissions, createdDaysAgo }) => ({
      workspaceId,
      id: idOf(`role:acme:${name}`),
      name,
      description,
      permissions,
      createdAt: ago(createdDaysAgo),
      updatedAt: ago(createdDaysAgo),
    })),
  });
}

async function seedPosts(
  { tx, ago }: Seeding,
  workspace: SeededWorkspace,
  workspaceId: string,
): Promise<void> {
  await tx.post.createMany({
    data: posts
      .filter((post) => post.workspace === workspace.slug)
      .map((post) => ({
        ...post,
        body: readFileSync(new URL(`seed/posts/${workspace.slug}/${post.slug}.md`, import.meta.url), 'utf8'),
      }))
      .map(({ slug, title, excerpt, body, author, createdDaysAgo, publishedDaysAgo, ...post }) => ({
        workspaceId,
        id: idOf(`post:${workspace.slug}:${slug}`),
        slug,
        title,
        excerpt,
        summary: excerpt,
        audience: post.audience ?? ('everyone' as const),
        isFeatured: post.isFeatured ?? false,
        body,
        readingMinutes: readingMinutes(body),
        authorUserId: userIdOf(author),
        status: publishedDaysAgo === null ? ('draft' as const) : ('published' as const),
        publishedAt: publishedDaysAgo === null ? null : ago(publishedDaysAgo),
        createdAt: ago(createdDaysAgo),
        updatedAt: ago(publishedDaysAgo ?? createdDaysAgo),
      })),
  });
}

async function seedInvitations({ tx, ago }: Seeding, workspaceId: string): Promise<void> {
  await tx.invitation.createMany({
    data: invitations.map(({ email, role, customRole, invitedBy, createdDaysAgo, revokedDaysAgo }) => ({
      workspaceId,
      id: idOf(`invitation:acme:${email}`),
      email,
      role,
      customRoleId: customRole ? idOf(`role:acme:${customRole}`) : null,
      tokenHash: createHash('sha256').update(`never mailed: ${email}`).digest('hex'),
      invitedByUserId: userIdOf(invitedBy),
      createdAt: ago(createdDaysAgo),
      expiresAt: ago(createdDaysAgo - invitationDays),
      revokedAt: revokedDaysAgo === null ? null : ago(revokedDaysAgo),
    })),
  });
}

/** The projection of what the local Stripe is seeded with. */
async function seedTrial({ tx, ago }: Seeding, workspaceId: string): Promise<void> {
  const { stripeCustomerId, stripeSubscriptionId, plan, interval, status, seats } = acmeBilling;
  const startedAt = ago(acmeBilling.trialStartedDaysAgo);
  const trialEndsAt = ago(acmeBilling.trialStartedDaysAgo - acmeBilling.trialDays);
  const { name: billingName, billingEmail } = acmeBilling;
  await tx.billingCustomer.createMany({
    data: { workspaceId, stripeCustomerId, billingName, billingEmail },
  });
  await tx.subscription.createMany({
    data: {
      workspaceId,
      stripeSubscriptionId,
      plan,
      interval,
      status,
      seats,
      trialEndsAt,
      currentPeriodStart: startedAt,
      currentPeriodEnd: trialEndsAt,
      syncedAt: startedAt,
    },
  });
  await seedStripeEvents({ tx, ago });
}

async function seedEvents(
  { tx, ago }: Seeding,
  workspace: SeededWorkspace,
  workspaceId: string,
): Promise<void> {
  await tx.auditEvent.createMany({
    data: eventsOf(workspace).map(({ daysAgo, actor, targetKey, ...event }, position) => {
      const person = people.find(({ clerkUserId }) => clerkUserId === actor);
      return {
        ...event,
        workspaceId,
        id: idOf(`event:${workspace.slug}:${position}`),
        actorKind: !person
          ? ('system' as const)
          : person.isOperator
            ? ('operator' as const)
            : ('user' as const),
        actorId: person ? userIdOf(person.clerkUserId) : null,
        actorName: person ? `${person.firstName} ${person.lastName}` : 'Stripe',
        targetId: targetKey && idOf(targetKey),
        // Addresses from a block that is kept for documentation.
        ip: person ? `192.0.2.${10 + people.indexOf(person)}` : null,
        requestId: `seed-${workspace.slug}-${position}`,
        createdAt: ago(daysAgo),
      };
    }),
  });
}

async function seedWebhooks({ tx, ago }: Seeding, workspaceId: string): Promise<void> {
  const { key, createdDaysAgo, ...endpoint } = webhookEndpoint;
  const endpointId = idOf(key);
  await tx.webhookEndpoint.createMany({
    data: {
      ...endpoint,
      eventTypes: [...endpoint.eventTypes],
      workspaceId,
      id: endpointId,
      createdAt: ago(createdDaysAgo),
    },
  });
  for (const { action, eventType, attempts } of webhookDeliveries) {
    const event = await tx.auditEvent.findFirst({
      where: { workspaceId, action },
      orderBy: { createdAt: 'desc' },
      select: { id: true, createdAt: true },
    });
    if (!event) continue;
    const id = idOf(`delivery:${action}`);
    const at = (number: number) => new Date(event.createdAt.getTime() + number * 60_000);
    const responseStatus = attempts.at(-1)?.status ?? null;
    await tx.webhookDelivery.createMany({
      data: {
        workspaceId,
        id,
        endpointId,
        eventId: event.id,
        eventType,
        state: responseStatus === 204 ? 'delivered' : 'failed',
        attempts: attempts.length,
        tries: attempts.length,
        responseStatus,
        createdAt: event.createdAt,
        finishedAt: at(attempts.length),
      },
    });
    await tx.webhookAttempt.createMany({
      data: attempts.map(({ status, body, error, durationMs }, position) => ({
        workspaceId,
        deliveryId: id,
        number: position + 1,
        startedAt: at(position),
        durationMs,
        responseStatus: status,
        responseBody: body,
        error,
      })),
    });
  }
}

/** Row-level security binds the owner too: it sees and writes what the running product would in this scope. */
async function enter(tx: Prisma.TransactionClient, setting: string, value: string): Promise<void> {
  await tx.$executeRaw`select set_config(${setting}, ${value}, true)`;
}

if (import.meta.main) {
  const ownerUrl = process.env.DATABASE_URL_UNPOOLED;
  if (!ownerUrl)
    throw new Error('Set DATABASE_URL_UNPOOLED to the address of the role that owns the tables.');
  await seed({ ownerUrl });
}
