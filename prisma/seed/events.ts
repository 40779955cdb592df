import { acmeBilling } from '@archipelago/local-cloud/seed/billing';
import { people, type SeededWorkspace } from '@archipelago/local-cloud/seed/people';
import { invitations } from './invitations.ts';
import { posts } from './posts.ts';
import { roles } from './roles.ts';
import { supportEvents } from './support-events.ts';

type Change = { from: string | number | null; to: string | number | null };

export interface SeededEvent {
  daysAgo: number;
  /** Clerk user id, or null for Stripe. */
  actor: string | null;
  action: string;
  targetKind: string;
  /** What `seed.ts` derives the target's id from; null when the target has none. */
  targetKey: string | null;
  targetName: string;
  changes: Record<string, Change>;
}

/** What the audit log would hold if the seeded people had done by hand what the seed did. */
export function eventsOf(workspace: SeededWorkspace): SeededEvent[] {
  const owner = workspace.members.find((member) => member.role === 'owner');
  const ownerId = owner?.clerkUserId ?? '';
  const created: SeededEvent = {
    daysAgo: workspace.createdDaysAgo,
    actor: ownerId,
    action: 'workspace.created',
    targetKind: 'workspace',
    targetKey: `workspace:${workspace.slug}`,
    targetName: workspace.name,
    changes: {},
  };
  const events = [
    created,
    ...arrivals(workspace, ownerId),
    ...writing(workspace),
    ...supportEvents(workspace),
  ];
  if (workspace.slug === acmeBilling.workspaceSlug)
    events.push(...housekeeping(workspace), ...invitationEvents(), ...roleEvents(workspace));
  return events.sort((one, other) => other.daysAgo - one.daysAgo);
}

/** The team came by invitation, guests on their own. */
function arrivals(workspace: SeededWorkspace, ownerId: string): SeededEvent[] {
  return workspace.members.flatMap(({ clerkUserId, role, joinedDaysAgo }): SeededEvent[] => {
    const person = people.find((one) => one.clerkUserId === clerkUserId);
    if (!person || role === 'owner') return [];
    if (role === 'guest') {
      const targetName = `${person.firstName} ${person.lastName}`;
      const target = { targetKind: 'user', targetKey: `user:${clerkUserId}`, targetName };
      return [
        { daysAgo: joinedDaysAgo, actor: clerkUserId, action: 'member.joined', ...target, changes: {} },
      ];
    }
    const invitation = {
      targetKind: 'invitation',
      targetKey: `invitation:${workspace.slug}:${person.email}`,
      targetName: person.email,
      changes: { role: { from: null, to: role } },
    };
    return [
      { daysAgo: joinedDaysAgo + 0.6, actor: ownerId, action: 'member.invited', ...invitation },
      { daysAgo: joinedDaysAgo, actor: clerkUserId, action: 'invitation.accepted', ...invitation },
    ];
  });
}

function writing(workspace: SeededWorkspace): SeededEvent[] {
  return posts
    .filter((post) => post.workspace === workspace.slug)
    .flatMap((post): SeededEvent[] => {
      const target = {
        targetKind: 'post',
        targetKey: `post:${workspace.slug}:${post.slug}`,
        targetName: post.title,
      };
      const drafted: SeededEvent = {
        daysAgo: post.createdDaysAgo,
        actor: post.author,
        action: 'post.created',
        ...target,
        changes: { status: { from: null, to: 'draft' } },
      };
      if (post.publishedDaysAgo === null) return [drafted];
      const changes = { status: { from: 'draft', to: 'published' } };
      return [drafted, { ...drafted, daysAgo: post.publishedDaysAgo, action: 'post.published', changes }];
    });
}

/** Roles composed and given, and a guest blocked. */
function roleEvents(workspace: SeededWorkspace): SeededEvent[] {
  const composed = roles.map(
    ({ name, permissions, createdDaysAgo }): SeededEvent => ({
      daysAgo: createdDaysAgo,
      actor: 'user_local_ada',
      action: 'role.created',
      targetKind: 'role',
      targetKey: `role:acme:${name}`,
      targetName: name,
      changes: { permissions: { from: null, to: permissions.join(', ') } },
    }),
  );
  const given = workspace.members.flatMap(({ clerkUserId, customRole, blockedDaysAgo }): SeededEvent[] => {
    const person = people.find((one) => one.clerkUserId === clerkUserId);
    const role = roles.find(({ name }) => name === customRole);
    const target = {
      targetKind: 'user',
      targetKey: `user:${clerkUserId}`,
      targetName: `${person?.firstName} ${person?.lastName}`,
    };
    if (role) {
      const changes = { role: { from: 'member', to: role.name } };
      const daysAgo = role.createdDaysAgo - 0.01;
      return [{ daysAgo, actor: 'user_local_ada', action: 'member.role_changed', ...target, changes }];
    }
    if (blockedDaysAgo === undefined) return [];
    return [
      {
        daysAgo: blockedDaysAgo,
        actor: 'user_local_grace',
        action: 'member.blocked',
        ...target,
        changes: {},
      },
    ];
  });
  return [...composed, ...given];
}

function invitationEvents(): SeededEvent[] {
  return invitations.flatMap((invitation): SeededEvent[] => {
    const { email, role, customRole = role, invitedBy, createdDaysAgo, revokedDaysAgo } = invitation;
    const target = { targetKind: 'invitation', targetKey: `invitation:acme:${email}`, targetName: email };
    const changes = { role: { from: null, to: customRole } };
    const invited = {
      daysAgo: createdDaysAgo,
      actor: invitedBy,
      action: 'member.invited',
      ...target,
      changes,
    };
    if (revokedDaysAgo === null) return [invited];
    return [invited, { ...invited, daysAgo: revokedDaysAgo, action: 'invitation.revoked', changes: {} }];
  });
}

function housekeeping(workspace: SeededWorkspace): SeededEvent[] {
  const settings = {
    action: 'workspace.updated',
    targetKind: 'workspace',
    targetKey: `workspace:${workspace.slug}`,
    targetName: workspace.name,
  };
  const billing = { targetKind: 'subscription', targetKey: null };
  return [
    {
      ...settings,
      daysAgo: 60,
      actor: 'user_local_ada',
      changes: { timeZone: { from: 'UTC', to: workspace.timeZone } },
    },
    {
      ...settings,
      daysAgo: 27.7,
      actor: 'user_local_grace',
      changes: { accent: { from: '#0f5b6e', to: workspace.accent } },
    },
    {
      ...settings,
      daysAgo: 26.5,
      actor: 'user_local_ada',
      changes: { tagline: { from: 'Tide gauges from Bergen.', to: workspace.tagline } },
    },
    {
      ...settings,
      daysAgo: 18.9,
      actor: 'user_local_hanne',
      changes: { name: { from: 'Acme', to: workspace.name } },
    },
    {
      ...billing,
      daysAgo: acmeBilling.trialStartedDaysAgo,
      actor: 'user_local_ada',
      action: 'billing.trial_started',
      targetName: 'Pro trial',
      changes: { plan: { from: 'Free', to: 'Pro' } },
    },
    {
      ...billing,
      daysAgo: acmeBilling.trialStartedDaysAgo - 0.001,
      actor: null,
      action: 'billing.plan_changed',
      targetName: 'Subscription',
      changes: { plan: { from: 'Free', to: 'Pro' } },
    },
    {
      ...billing,
      daysAgo: 2.1,
      actor: 'user_local_grace',
      action: 'billing.portal_opened',
      targetName: 'Billing portal',
      changes: {},
    },
  ];
}
