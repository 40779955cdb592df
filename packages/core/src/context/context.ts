import type { Grant } from '../access/grant.ts';
import type { Permission } from '../access/permissions.ts';
import type { SignIn, SignInRules } from '../access/sign-in-rules.ts';
import type { Entitlements } from '../billing/catalogue.ts';
import type { SubscriptionView } from '../billing/subscription-view.ts';
import type { CommentPolicy } from '../comments/comment-policy.ts';
import type { GuestbookSigners } from '../guestbook/guestbook-signers.ts';
import type { JoinPolicy } from '../joining/join-policy.ts';
import type { NavigationLink } from '../navigation/navigation.ts';

export interface RequestInfo {
  /** Shown to people with an unexpected error, and kept in the audit log. */
  requestId: string;
  ip: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
}

export interface UserActor {
  kind: 'user';
  userId: string;
  clerkUserId: string;
  name: string;
  /** Primary verified address in lower case; empty when the person has none. */
  email: string;
  imageUrl: string | null;
  operator: boolean;
  /** Acts by what operators may do, and is named as one in the audit log. */
  asOperator?: true;
}

/** A program with an API key. It acts for the member who made the key, who can do no less at that moment. */
export interface ApiKeyActor {
  kind: 'api-key';
  keyId: string;
  /** The key's own. */
  name: string;
  /** The member it acts for, in whose name it writes. */
  userId: string;
  scopes: readonly Permission[];
}

/** Somebody who did not sign in. */
export interface Visitor {
  kind: 'anonymous';
}

export type Actor = Visitor | UserActor | ApiKeyActor | { kind: 'system'; name: string };

export interface PersonContext {
  request: RequestInfo;
  actor: Actor;
  /** How a person signed in; absent where nobody did. */
  signIn?: SignIn;
}

export interface WorkspaceView {
  id: string;
  slug: string;
  name: string;
  tagline: string;
  /** `#rrggbb`; null means the platform's own. */
  accent: string | null;
  timeZone: string;
  language: string;
  /** Below the workspace's `/files/`; null shows the island. */
  logoPath: string | null;
  coverPath: string | null;
  /** Asks for it; the plan decides. */
  hidesBadge: boolean;
  /** The links of its public site, in their order. */
  navigation: readonly NavigationLink[];
  /** When the CDN was last told to forget the whole site, the home page or the guestbook; null for never. */
  sitePurgedAt: Date | null;
  homePurgedAt: Date | null;
  guestbookPurgedAt: Date | null;
  joinPolicy: JoinPolicy;
  signInRules: SignInRules;
  commentPolicy: CommentPolicy;
  guestbookSigners: GuestbookSigners;
  /** How many inquiries wait for an answer. */
  openInquiries: number;
  /** How many comments wait for somebody who moderates. */
  heldComments: number;
  /** Whether the list of what to set up was put away. */
  isSetupHidden: boolean;
  status: 'active' | 'deleting';
  /** While it is being deleted: when it is erased for good. */
  eraseAfter: Date | null;
  /** A custom domain of its own where the public site lives; null for the platform's address. */
  primaryDomain: string | null;
}

export interface WorkspaceContext extends PersonContext {
  workspace: WorkspaceView;
  /** What the actor holds in this workspace as it was when the request began; a command reads it again. */
  grant: Grant | null;
  subscription: SubscriptionView | null;
  entitlements: Entitlements;
  /** Of the actor, in this workspace; 100 stands for 100 or more. */
  unreadNotifications: number;
  /** Whether the actor was a guest here until they were blocked; they hold nothing then. */
  blocked: boolean;
  /** The open hand-over of ownership that waits for the actor's answer: its id. */
  ownershipOffer: string | null;
}
