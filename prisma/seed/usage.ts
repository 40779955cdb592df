import { createHash } from 'node:crypto';
import type { SeededWorkspace } from '@archipelago/local-cloud/seed/people';
import { idOf, userIdOf } from './ids.ts';
import { invitations } from './invitations.ts';
import { posts } from './posts.ts';
import type { Seeding } from './seeding.ts';

/** Acme's programs. Nobody has their secrets: make a key to call the API. */
const programs = [
  {
    name: 'Warehouse sync',
    madeBy: 'user_local_grace',
    scopes: ['posts:read', 'members:read'],
    usual: 460,
    failing: 0.002,
  },
  { name: 'Website build', madeBy: 'user_local_ada', scopes: ['posts:read'], usual: 280, failing: 0 },
  {
    name: 'Field tablets',
    madeBy: 'user_local_grace',
    scopes: ['posts:read', 'posts:write'],
    usual: 130,
    failing: 0.062,
  },
];
const mails = [
  { kind: 'notification', usual: 21 },
  { kind: 'digest', usual: 9 },
];
const daysBack = 75;
const hourMilliseconds = 3_600_000;

/** What was used since the workspace is there, so that the charts have something to show. */
export async function seedUsage(
  { tx, ago }: Seeding,
  workspace: SeededWorkspace,
  workspaceId: string,
): Promise<void> {
  const isAcme = workspace.slug === 'acme';
  if (isAcme) {
    await tx.apiKey.createMany({
      data: programs.map(({ name, madeBy, scopes }) => ({
        workspaceId,
        id: keyIdOf(name),
        name,
        scopes,
        userId: userIdOf(madeBy),
        hint: `arch_test_${hashOf(name).slice(0, 4)}…${hashOf(name).slice(-4)}`,
        secretHash: hashOf(name),
        createdAt: ago(58),
        lastUsedAt: ago(0.01),
      })),
    });
  }
  const counted = isAcme ? countedDays(ago, workspace.createdDaysAgo) : [];
  await tx.usageDay.createMany({
    data: [...counted, ...standingDays(ago, workspace)].map((row) => ({ ...row, workspaceId })),
  });
  await tx.usageHour.createMany({
    data: [...countedHours(counted, ago), ...standingHours(ago, workspace)].map((row) => ({
      ...row,
      workspaceId,
    })),
  });
  await tx.usageCounter.createMany({
    data: monthsOf(counted).map((row) => ({ ...row, workspaceId })),
  });
  await tx.usageWarning.createMany({
    data: (isAcme ? earlierWarning(ago) : fullTeam(ago)).map((row) => ({ ...row, workspaceId })),
  });
}

interface SeededDay {
  meter: string;
  day: Date;
  source: string;
  used: number;
  failed?: number;
}

type Ago = Seeding['ago'];

function countedDays(ago: Ago, createdDaysAgo: number): SeededDay[] {
  return days(ago, Math.min(daysBack, createdDaysAgo)).flatMap(({ day, back }) => [
    ...programs.map(({ name, usual, failing }) => ({
      meter: 'api-requests',
      day,
      source: keyIdOf(name),
      used: useOn(day, back, usual),
      failed: Math.round(useOn(day, back, usual) * failing),
    })),
    ...mails.map(({ kind, usual }) => ({
      meter: 'emails',
      day,
      source: kind,
      used: useOn(day, back, usual),
    })),
    ...invitations
      .filter(({ createdDaysAgo: sent }) => dayOf(ago(sent)).getTime() === day.getTime())
      .slice(0, 1)
      .map(() => ({ meter: 'emails', day, source: 'invitation', used: 1 })),
  ]);
}

/** Quiet weekends, a slow growth, and no two days alike; the same in every seed. */
function useOn(day: Date, back: number, usual: number): number {
  const isWeekend = [0, 6].includes(day.getUTCDay());
  const wave = 1 + 0.22 * Math.sin(back * 1.7) + 0.11 * Math.sin(back * 0.6 + usual);
  const part = back === 0 ? 0.45 : 1;
  return Math.round(usual * (isWeekend ? 0.32 : 1) * wave * (1 - back / 220) * part);
}

function standingDays(ago: Ago, { slug, members, createdDaysAgo }: SeededWorkspace): SeededDay[] {
  const team = members.filter(({ role }) => role !== 'guest');
  const written = posts.filter(({ workspace }) => workspace === slug);
  const count = (since: readonly number[], back: number) => since.filter((daysAgo) => daysAgo >= back).length;
  return days(ago, Math.min(daysBack, createdDaysAgo)).flatMap(({ day, back }) => [
    {
      meter: 'seats',
      day,
      source: '',
      used:
        count(
          team.map(({ joinedDaysAgo }) => joinedDaysAgo),
          back,
        ) + (slug === 'acme' ? openInvitations(back) : 0),
    },
    {
      meter: 'posts',
      day,
      source: '',
      used: count(
        written.map(({ createdDaysAgo: at }) => at),
        back,
      ),
    },
    { meter: 'api-keys', day, source: '', used: slug === 'acme' && back <= 58 ? programs.length : 0 },
  ]);
}

/** They hold a seat for a week, unless they are revoked. */
function openInvitations(back: number): number {
  return invitations.filter(
    ({ createdDaysAgo, revokedDaysAgo }) =>
      createdDaysAgo >= back &&
      createdDaysAgo - back < 7 &&
      (revokedDaysAgo === null || revokedDaysAgo < back),
  ).length;
}

/** The hours of the last week: most of a day's use is between seven and six. */
function countedHours(counted: readonly SeededDay[], ago: Ago) {
  const hours = new Map<string, { meter: string; hour: Date; used: number }>();
  for (const { meter, day, used } of counted.filter(({ day }) => day > ago(8))) {
    const until = Math.min(24, Math.floor((ago(0).getTime() - day.getTime()) / hourMilliseconds) + 1);
    const weights = Array.from(
      { length: until },
      (_, hour) => 1 + 9 * Math.max(0, Math.sin(((hour - 6) / 12) * Math.PI)),
    );
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    let [before, passed] = [0, 0];
    weights.forEach((weight, position) => {
      passed += weight;
      const share = Math.round((used * passed) / all);
      const hour = new Date(day.getTime() + position * hourMilliseconds);
      const key = `${meter} ${hour.toISOString()}`;
      const known = hours.get(key) ?? { meter, hour, used: 0 };
      hours.set(key, { ...known, used: known.used + share - before });
      before = share;
    });
  }
  return [...hours.values()].filter(({ used }) => used > 0);
}

/** What stands, as it was at the first hour of each of those days. */
function standingHours(ago: Ago, workspace: SeededWorkspace) {
  return standingDays(ago, workspace)
    .filter(({ day }) => day > ago(9))
    .map(({ meter, day, used }) => ({ meter, hour: day, used }));
}

function monthsOf(counted: readonly SeededDay[]) {
  const months = new Map<string, { meter: string; period: Date; used: number }>();
  for (const { meter, day, used } of counted) {
    const period = firstOf(day);
    const key = `${meter} ${period.toISOString()}`;
    const month = months.get(key) ?? { meter, period, used: 0 };
    months.set(key, { ...month, used: month.used + used });
  }
  return [...months.values()];
}

/** Before its trial began, Acme was on Free, and came near its thousand mails. */
function earlierWarning(ago: Ago) {
  const createdAt = ago(9);
  return [
    { meter: 'emails', period: firstOf(createdAt), threshold: 80, used: 801, allowed: 1_000, createdAt },
  ];
}

/** Globex has its three seats filled since Pierre joined. */
function fullTeam(ago: Ago) {
  const createdAt = ago(17);
  return [80, 100].map((threshold) => ({
    meter: 'seats',
    period: firstOf(createdAt),
    threshold,
    used: 3,
    allowed: 3,
    createdAt,
  }));
}

function days(ago: Ago, count: number): { day: Date; back: number }[] {
  return Array.from({ length: Math.floor(count) + 1 }, (_, back) => ({ day: dayOf(ago(back)), back }));
}

function dayOf(moment: Date): Date {
  return new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth(), moment.getUTCDate()));
}

function firstOf(moment: Date): Date {
  return new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth()));
}

function hashOf(name: string): string {
  return createHash('sha256').update(`nobody has it: ${name}`).digest('hex');
}

function keyIdOf(name: string): string {
  return idOf(`api-key:acme:${name}`);
}
