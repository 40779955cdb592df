import { createHash } from 'node:crypto';

/** The same id for the same thing in every seeded database: a UUID made from its name. */
export function idOf(name: string): string {
  const hash = createHash('sha256').update(`archipelago seed ${name}`).digest('hex');
  return hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');
}

export function userIdOf(clerkUserId: string): string {
  return idOf(`user:${clerkUserId}`);
}
