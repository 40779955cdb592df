export interface SeededRole {
  name: string;
  description: string;
  permissions: string[];
  createdDaysAgo: number;
}

/** The roles that Acme composed itself. */
export const roles: readonly SeededRole[] = [
  {
    name: 'Bookkeeper',
    description: 'Sees the plan, the invoices and what was used.',
    permissions: ['dashboard:view', 'members:read', 'usage:read', 'billing:read'],
    createdDaysAgo: 15.5,
  },
  {
    name: 'Harbour watch',
    description: 'Looks after guests, and reads the log.',
    permissions: ['dashboard:view', 'posts:read', 'members:read', 'guests:manage', 'audit:read'],
    createdDaysAgo: 8.2,
  },
];
