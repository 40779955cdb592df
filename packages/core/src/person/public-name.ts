import { Prisma } from '@archipelago/db/generated/client';
import { deletedPerson } from './deleted-person.ts';

/**
 * SQL for the name of the user `u` as a public site shows it. Null when there is none, and for whoever was erased: what
 * stands in its place is said in the language of the page.
 */
export const publicName = Prisma.sql`case when u.id <> ${deletedPerson.userId}::uuid then nullif(u.name, '') end`;
