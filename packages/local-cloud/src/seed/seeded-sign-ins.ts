/** Whom a newcomer is invited to sign in as, and what they will see. */
export const seededSignIns: readonly (readonly [email: string, what: string])[] = [
  ['ada@acme.test', 'owner of Acme'],
  ['grace@acme.test', 'admin of Acme'],
  ['alan@acme.test', 'member of Acme'],
  ['joan@acme.test', 'guest of Acme: reads, has no dashboard'],
  ['linus@globex.test', 'owner of Globex'],
  ['nadia@rooftops.test', 'owner of Manara, whose site is in Arabic'],
  ['olive@archipelago.test', 'operator of the whole product'],
];
