/**
 * In whose name stays what erased people wrote. A migration made this user; nobody can sign in as it, and it belongs to no
 * workspace but one that is being deleted and has no owner left.
 */
export const deletedPerson = {
  userId: '00000000-0000-4000-8000-000000000001',
  name: 'Deleted person',
} as const;
