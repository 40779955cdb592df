export interface SeededInvitation {
  email: string;
  role: 'admin' | 'member';
  /** The name of one of Acme's own, for a member. */
  customRole?: string;
  /** Clerk user id of an owner or admin. */
  invitedBy: string;
  createdDaysAgo: number;
  /** Null while it is open. */
  revokedDaysAgo: number | null;
}

/** Acme's, three of them open and one expired. Their links were never mailed: send one again to get a mail. */
export const invitations: readonly SeededInvitation[] = [
  {
    email: 'solveig@acme.test',
    role: 'member',
    customRole: 'Bookkeeper',
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
  {
    email: 'viggo@acme.test',
    role: 'member',
    invitedBy: 'user_local_ada',
    createdDaysAgo: 9.3,
    revokedDaysAgo: null,
  },
];
