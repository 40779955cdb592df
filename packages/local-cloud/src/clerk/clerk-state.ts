/** Everything the local Clerk remembers, as plain data. Times are Unix milliseconds. */
export interface ClerkState {
  users: Record<string, UserRecord>;
  organizations: Record<string, OrganizationRecord>;
  memberships: Record<string, MembershipRecord>;
  invitations: Record<string, InvitationRecord>;
  clients: Record<string, ClientRecord>;
  sessions: Record<string, SessionRecord>;
  signIns: Record<string, SignInRecord>;
  signUps: Record<string, SignUpRecord>;
  signInTokens: Record<string, SignInTokenRecord>;
  deliveries: Record<string, DeliveryRecord>;
}

export type Metadata = Record<string, unknown>;

/** A six-digit code that went out by mail. */
export interface Challenge {
  code: string;
  expiresAt: number;
  attemptsLeft: number;
}

export interface EmailRecord {
  id: string;
  /** Lower case. */
  address: string;
  verified: boolean;
  challenge: Challenge | null;
}

/** An authenticator app: from when its secret was asked for, and of use once a code of it was entered. */
export interface AuthenticatorRecord {
  id: string;
  /** Base32. */
  secret: string;
  verified: boolean;
  /** The half-minute of the last code that was taken: none is taken twice. */
  lastCounter: number;
  createdAt: number;
}

export interface UserRecord {
  id: string;
  emails: EmailRecord[];
  primaryEmailId: string | null;
  firstName: string | null;
  lastName: string | null;
  /** Their own picture, as a data address; absent when they have none. */
  picture?: string | null;
  passwordHash: string | null;
  failedPasswords: number;
  lockedUntil: number | null;
  banned: boolean;
  /** Absent in a state that was kept before there were any. */
  authenticator?: AuthenticatorRecord | null;
  /** Those not used yet. */
  backupCodes?: string[] | null;
  externalId: string | null;
  publicMetadata: Metadata;
  privateMetadata: Metadata;
  unsafeMetadata: Metadata;
  lastSignInAt: number | null;
  createdAt: number;
  updatedAt: number;
}

export interface OrganizationRecord {
  id: string;
  name: string;
  slug: string;
  createdBy: string | null;
  maxAllowedMemberships: number;
  publicMetadata: Metadata;
  privateMetadata: Metadata;
  createdAt: number;
  updatedAt: number;
}

export type OrganizationRole = 'org:admin' | 'org:member';

export interface MembershipRecord {
  id: string;
  organizationId: string;
  userId: string;
  role: OrganizationRole;
  publicMetadata: Metadata;
  privateMetadata: Metadata;
  createdAt: number;
  updatedAt: number;
}

export interface InvitationRecord {
  id: string;
  organizationId: string;
  emailAddress: string;
  role: OrganizationRole;
  status: 'pending' | 'accepted' | 'revoked';
  publicMetadata: Metadata;
  privateMetadata: Metadata;
  createdAt: number;
  updatedAt: number;
}

/** One browser on one host, or on several when the development hand-over carried it across. */
export interface ClientRecord {
  id: string;
  /** Value of the HttpOnly cookie. */
  token: string;
  /** Value of `__clerk_db_jwt`, which scripts and addresses may carry in a development instance. */
  devBrowser: string;
  sessionId: string | null;
  signInId: string | null;
  signUpId: string | null;
  createdAt: number;
  updatedAt: number;
}

export interface SessionRecord {
  id: string;
  clientId: string;
  userId: string;
  status: 'active' | 'ended' | 'removed' | 'revoked' | 'expired';
  organizationId: string | null;
  /** Origin the session was last used from: the `azp` claim. */
  origin: string;
  userAgent: string;
  ipAddress: string;
  createdAt: number;
  lastActiveAt: number;
  expiresAt: number;
  /** When a second factor was proven in it; absent when none was. */
  secondFactorAt?: number | null;
}

export interface SignInRecord {
  id: string;
  userId: string | null;
  status:
    | 'needs_identifier'
    | 'needs_first_factor'
    | 'needs_second_factor'
    | 'needs_new_password'
    | 'complete';
  /** How the person is proving, or proved, who they are. */
  strategy: string | null;
  verified: boolean;
  challenge: Challenge | null;
  sessionId: string | null;
  createdAt: number;
}

export interface SignUpRecord {
  id: string;
  emailAddress: string | null;
  firstName: string | null;
  lastName: string | null;
  passwordHash: string | null;
  unsafeMetadata: Metadata;
  challenge: Challenge | null;
  verified: boolean;
  userId: string | null;
  sessionId: string | null;
  createdAt: number;
}

export interface SignInTokenRecord {
  id: string;
  token: string;
  userId: string;
  status: 'pending' | 'accepted' | 'revoked';
  expiresAt: number;
  createdAt: number;
}

/** One webhook message and how its delivery went. */
export interface DeliveryRecord {
  /** The `svix-id`: the same on every attempt. */
  id: string;
  type: string;
  /** Exact bytes that are signed and sent. */
  body: string;
  status: 'pending' | 'delivered' | 'failed';
  attempts: { at: number; responseStatus: number | null; error: string | null }[];
  nextAttemptAt: number | null;
  createdAt: number;
}

export const emptyState: ClerkState = {
  users: {},
  organizations: {},
  memberships: {},
  invitations: {},
  clients: {},
  sessions: {},
  signIns: {},
  signUps: {},
  signInTokens: {},
  deliveries: {},
};
