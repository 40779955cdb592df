import type { Role } from '../access/roles.ts';

/** Somebody who belongs to the workspace, as lists and the API show them. */
export interface MemberItem {
  id: string;
  userId: string;
  name: string;
  email: string;
  imageUrl: string | null;
  role: Role;
  /** What they hold instead of what `member` allows. */
  customRole: { id: string; name: string } | null;
  joinedAt: Date;
  /** To about five minutes; null before their first visit. */
  lastSeenAt: Date | null;
  /** Only a guest can be blocked. */
  blockedAt: Date | null;
}

type Times = 'joinedAt' | 'lastSeenAt' | 'blockedAt';

/** An item as JSON made by SQL spells it. */
export type MemberRow = Omit<MemberItem, Times> & {
  joinedAt: string;
  lastSeenAt: string | null;
  blockedAt: string | null;
  cursor_at: string;
};

export function memberItem({ cursor_at: _, joinedAt, lastSeenAt, blockedAt, ...row }: MemberRow): MemberItem {
  return {
    ...row,
    joinedAt: new Date(joinedAt),
    lastSeenAt: lastSeenAt === null ? null : new Date(lastSeenAt),
    blockedAt: blockedAt === null ? null : new Date(blockedAt),
  };
}
