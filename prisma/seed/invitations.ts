export interface SeededInvitation {
  email: string;
  role: 'admin' | 'member';
  /** Clerk user id of an owner or admin. */
  invitedBy: string;
  createdDaysAgo: number;
  /** Null while it is open. */
  revokedDaysAgo: number | null;
}

/** Acme's, three of them open. Their links were never mailed: revoke one and invite again to get a mail. */
export const invitations: readonly SeededInvitation[] = [
  {
    email: 'solveig@acme.test',
    role: 'member',
    invitedBy: 'user_local_grace',
    createdDaysAgo: 0.9,
    revokedDaysAgo: null,
  },
  {
    email: 'emeka@acme.test',
    role: 'member',
    invitedBy: 'user_local_ada',
    createdDaysAgo: 2.6,
    revokedDaysAgo: null,
  },
  {
    email: 'dorothea@surveyors.test',
    role: 'admin',
    invitedBy: 'user_local_ada',
    createdDaysAgo: 5.1,
    revokedDaysAgo: null,
  },
  {
    email: 'info@surveyors.test',
    role: 'admin',
    invitedBy: 'user_local_grace',
    createdDaysAgo: 5.4,
    revokedDaysAgo: 5.2,
  },
];
