import { prisma } from './connection.ts';
import type { Workspace } from './generated/client.ts';
import { orUnavailable } from './or-unavailable.ts';

/** @returns null when no workspace has this address. @throws DatabaseUnavailable */
export function findWorkspaceBySlug(slug: string): Promise<Workspace | null> {
  return orUnavailable(() => prisma().workspace.findUnique({ where: { slug } }));
}

/** @returns null when there is no such workspace (any more). @throws DatabaseUnavailable */
export async function findWorkspaceStatus(id: string): Promise<Workspace['status'] | null> {
  const found = await orUnavailable(() =>
    prisma().workspace.findUnique({ where: { id }, select: { status: true } }),
  );
  return found?.status ?? null;
}

/** Those whose days of grace are over, the longest first; at most a page of them. @throws DatabaseUnavailable */
export function listWorkspacesDueForErasure(now: Date): Promise<{ id: string }[]> {
  return orUnavailable(() =>
    prisma().workspace.findMany({
      select: { id: true },
      where: { status: 'deleting', eraseAfter: { lte: now } },
      orderBy: { eraseAfter: 'asc' },
      take: pageSize,
    }),
  );
}

/**
 * Where the workspace that had this address before is now.
 *
 * @returns null when none had it, or it is still there, or it is open to nobody. @throws DatabaseUnavailable
 */
export async function findMovedWorkspace(slug: string): Promise<string | null> {
  const [row] = await orUnavailable(
    () => prisma().$queryRaw<{ slug: string }[]>`
      select slug from workspace
      where id = (select app.holder_of(${slug})) and slug <> ${slug} and status = 'active'`,
  );
  return row?.slug ?? null;
}

const pageSize = 500;

/**
 * Every workspace, for work that visits them all: a page of addresses in alphabetical order and where to go on, null
 * at the end.
 *
 * @throws DatabaseUnavailable
 */
export async function listWorkspaceSlugs(
  cursor: string | null = null,
): Promise<{ items: { id: string; slug: string }[]; nextCursor: string | null }> {
  const items = await orUnavailable(() =>
    prisma().workspace.findMany({
      select: { id: true, slug: true },
      where: cursor === null ? {} : { slug: { gt: cursor } },
      orderBy: { slug: 'asc' },
      take: pageSize,
    }),
  );
  return { items, nextCursor: items.length < pageSize ? null : (items.at(-1)?.slug ?? null) };
}

/**
 * Refuses a connection whose role could see past row-level security: a superuser, one that may bypass it, the owner of
 * a table, or a member of such a role.
 */
export async function assertRuntimeRoleIsSafe(): Promise<void> {
  const faults = await orUnavailable(
    () => prisma().$queryRaw<{ role: string; fault: string }[]>`
    select current_user::text as role, fault from app.role_faults(current_user)
  `,
  );
  if (faults.length === 0) return;
  throw new Error(
    `DATABASE_URL connects as ${faults[0]?.role}, which is not safe: ${faults.map(({ fault }) => fault).join('; ')}. Row-level security would not hold. Connect as archipelago_app, the role that the migrations create.`,
  );
}
