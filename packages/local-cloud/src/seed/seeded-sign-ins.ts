/** Whom a newcomer is invited to sign in as, what they will see, and in which workspace; null is the platform itself. */
export const seededSignIns: readonly (readonly [email: string, what: string, slug: string | null])[] = [
  ['ada@acme.test', 'owner of Acme', 'acme'],
  ['grace@acme.test', 'admin of Acme', 'acme'],
  ['alan@acme.test', 'member of Acme', 'acme'],
  ['joan@acme.test', 'guest of Acme: reads, has no dashboard', 'acme'],
  ['linus@globex.test', 'owner of Globex', 'globex'],
  ['nadia@rooftops.test', 'owner of Manara, whose site is in Arabic', 'manara'],
  ['olive@archipelago.test', 'operator of the whole product', null],
];
