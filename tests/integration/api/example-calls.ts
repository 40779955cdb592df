import type { ApiMethod } from '@archipelago/core/api/api-route';
import { withWorkspace } from '@archipelago/db/with-workspace';
import {
  type MadeWorkspace,
  makeInvitation,
  makeMember,
  makePost,
  memberIdOf,
} from '../../support/factories.ts';
import { makeComment } from '../../support/make-comment.ts';
import { makeInquiry } from '../../support/make-inquiry.ts';
import { unique } from '../../support/own-database.ts';

export interface ExampleCall {
  method: ApiMethod;
  path: string;
  body?: Record<string, unknown>;
}

/** By an operation's name, how to make a call of it that succeeds in a workspace, with new things of its own. */
export const exampleCalls: Record<string, (workspace: MadeWorkspace) => Promise<ExampleCall>> = {
  'get-workspace': async () => ({ method: 'GET', path: '/workspace' }),
  'get-usage': async () => ({ method: 'GET', path: '/usage' }),
  'list-usage-days': async () => ({ method: 'GET', path: '/usage/days?period=week' }),
  'list-audit-events': async () => ({ method: 'GET', path: '/audit-events' }),
  'list-members': async () => ({ method: 'GET', path: '/members' }),
  'get-member': async (workspace) => ({ method: 'GET', path: await memberPath(workspace) }),
  'change-member-role': async (workspace) => ({
    method: 'PATCH',
    path: await memberPath(workspace),
    body: { role: 'member' },
  }),
  'remove-member': async (workspace) => ({ method: 'DELETE', path: await memberPath(workspace) }),
  'list-invitations': async (workspace) => {
    await makeInvitation(workspace);
    return { method: 'GET', path: '/invitations?state=all' };
  },
  'invite-member': async () => ({
    method: 'POST',
    path: '/invitations',
    body: { email: `${unique('new-')}@example.test`, role: 'member' },
  }),
  'resend-invitation': async (workspace) => {
    const { id } = await makeInvitation(workspace, { createdAt: new Date(Date.now() - 60 * 60 * 1000) });
    return { method: 'POST', path: `/invitations/${id}/resend` };
  },
  'revoke-invitation': async (workspace) => ({
    method: 'DELETE',
    path: `/invitations/${(await makeInvitation(workspace)).id}`,
  }),
  'list-inquiries': async (workspace) => {
    await makeInquiry(workspace);
    return { method: 'GET', path: '/inquiries' };
  },
  'get-inquiry': async (workspace) => ({ method: 'GET', path: await inquiryPath(workspace) }),
  'set-inquiry-state': async (workspace) => ({
    method: 'PATCH',
    path: await inquiryPath(workspace),
    body: { state: 'closed' },
  }),
  'list-posts': async (workspace) => {
    await makePost(workspace);
    return { method: 'GET', path: '/posts' };
  },
  'get-post': async (workspace) => ({ method: 'GET', path: await postPath(workspace) }),
  'create-post': async () => ({
    method: 'POST',
    path: '/posts',
    body: { title: unique('Title '), body: 'Words.' },
  }),
  'update-post': async (workspace) => ({
    method: 'PATCH',
    path: await postPath(workspace),
    body: { title: unique('Title ') },
  }),
  'list-comments': async (workspace) => {
    await makeComment(workspace);
    return { method: 'GET', path: '/comments' };
  },
  'get-comment': async (workspace) => ({ method: 'GET', path: await commentPath(workspace) }),
  'write-comment': async (workspace) => ({
    method: 'POST',
    path: '/comments',
    body: { postId: (await makePost(workspace, { status: 'published' })).id, body: 'Words.' },
  }),
  'update-comment': async (workspace) => ({
    method: 'PATCH',
    path: await commentPath(workspace),
    body: { state: 'removed' },
  }),
  'erase-comment': async (workspace) => ({ method: 'DELETE', path: await commentPath(workspace) }),
  'list-guests': async (workspace) => {
    await makeMember(workspace, 'guest');
    return { method: 'GET', path: '/guests' };
  },
  'block-guest': async (workspace) => ({ method: 'POST', path: await blockPath(workspace) }),
  'unblock-guest': async (workspace) => ({ method: 'DELETE', path: await blockPath(workspace, new Date()) }),
  'delete-post': async (workspace) => ({ method: 'DELETE', path: await postPath(workspace) }),
};

async function memberPath(workspace: MadeWorkspace): Promise<string> {
  const person = await makeMember(workspace, 'member');
  return `/members/${await memberIdOf(workspace, person)}`;
}

async function postPath(workspace: MadeWorkspace): Promise<string> {
  return `/posts/${(await makePost(workspace)).id}`;
}

async function inquiryPath(workspace: MadeWorkspace): Promise<string> {
  return `/inquiries/${(await makeInquiry(workspace)).id}`;
}

async function commentPath(workspace: MadeWorkspace): Promise<string> {
  return `/comments/${(await makeComment(workspace)).id}`;
}

async function blockPath(workspace: MadeWorkspace, blockedAt?: Date): Promise<string> {
  const guest = await makeMember(workspace, 'guest', undefined, blockedAt ? { blockedAt } : {});
  return `/guests/${await memberIdOf(workspace, guest)}/block`;
}

/** Everything a workspace keeps that a call could change, as one text: equal before and after means untouched. */
export async function contentsOf(workspace: { id: string }): Promise<string> {
  const where = { workspaceId: workspace.id };
  return withWorkspace(workspace.id, async (tx) =>
    JSON.stringify([
      await tx.post.findMany({ where, orderBy: { id: 'asc' } }),
      await tx.comment.findMany({ where, orderBy: { id: 'asc' } }),
      await tx.inquiry.findMany({ where, orderBy: { id: 'asc' } }),
      await tx.member.findMany({ where, orderBy: { id: 'asc' } }),
      await tx.invitation.findMany({ where, orderBy: { id: 'asc' } }),
    ]),
  );
}
