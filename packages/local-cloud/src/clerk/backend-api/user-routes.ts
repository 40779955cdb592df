import { ClerkError } from '../clerk-error.ts';
import type { UserRecord } from '../clerk-state.ts';
import { isPassword } from '../password.ts';
import { deleteUser } from '../records/delete-user.ts';
import { membershipsOfUser } from '../records/memberships.ts';
import { acceptPassword } from '../records/passwords.ts';
import { endSession } from '../records/sessions.ts';
import { createUser, getUser, newEmail, primaryEmail, userChanged } from '../records/users.ts';
import { membershipResource, page } from '../resources/organization.ts';
import { emailResource, privateUser } from '../resources/user.ts';
import { type BackendRequest, type BackendRoute, mergeMetadata, pageOf } from './backend-route.ts';

export const userRoutes: readonly BackendRoute[] = [
  {
    method: 'GET',
    path: '/users',
    handle: (request) =>
      pageOf(filteredUsers(request), request.query).map((user) => privateUser(request.instance, user)),
  },
  {
    method: 'GET',
    path: '/users/count',
    handle: (request) => ({ object: 'total_count', total_count: filteredUsers(request).length }),
  },
  { method: 'POST', path: '/users', handle: create },
  {
    method: 'GET',
    path: '/users/:userId',
    handle: (request) => privateUser(request.instance, named(request)),
  },
  { method: 'PATCH', path: '/users/:userId', handle: update },
  { method: 'DELETE', path: '/users/:userId', handle: remove },
  { method: 'PATCH', path: '/users/:userId/metadata', handle: updateMetadata },
  { method: 'POST', path: '/users/:userId/ban', handle: (request) => setBanned(request, true) },
  { method: 'POST', path: '/users/:userId/unban', handle: (request) => setBanned(request, false) },
  { method: 'POST', path: '/users/:userId/verify_password', handle: verifyPassword },
  {
    method: 'GET',
    path: '/users/:userId/organization_memberships',
    handle: ({ instance, parameters, query }) => {
      const all = membershipsOfUser(instance, getUser(instance, parameters.userId ?? '').id);
      return page(
        pageOf(all, query).map((membership) => membershipResource(instance, membership)),
        all.length,
      );
    },
  },
  { method: 'POST', path: '/email_addresses', handle: addEmail },
];

function named({ instance, parameters }: BackendRequest): UserRecord {
  return getUser(instance, parameters.userId ?? '');
}

/** Newest first, as Clerk lists them. */
function filteredUsers({ instance, query }: BackendRequest): UserRecord[] {
  const addresses = query.list('email_address').map((address) => address.toLowerCase());
  const ids = query.list('user_id');
  const externalIds = query.list('external_id');
  const text = query.text('query')?.toLowerCase();
  return Object.values(instance.state.users)
    .filter(
      (user) => addresses.length === 0 || user.emails.some(({ address }) => addresses.includes(address)),
    )
    .filter((user) => ids.length === 0 || ids.includes(user.id))
    .filter(
      (user) =>
        externalIds.length === 0 || (user.externalId !== null && externalIds.includes(user.externalId)),
    )
    .filter(
      (user) =>
        !text ||
        `${user.firstName ?? ''} ${user.lastName ?? ''} ${user.emails.map(({ address }) => address).join(' ')} ${user.id}`
          .toLowerCase()
          .includes(text),
    )
    .sort((a, b) => b.createdAt - a.createdAt);
}

async function create({ instance, body }: BackendRequest) {
  const [emailAddress] = body.list('email_address');
  if (!emailAddress)
    throw new ClerkError(422, 'form_param_missing', 'email_address must be included.', 'email_address');
  const password = body.text('password');
  const user = createUser(instance, {
    emailAddress,
    firstName: body.text('first_name') ?? null,
    lastName: body.text('last_name') ?? null,
    passwordHash: password ? await acceptPassword(password) : null,
    externalId: body.text('external_id') ?? null,
    publicMetadata: body.metadata('public_metadata') ?? {},
    privateMetadata: body.metadata('private_metadata') ?? {},
    unsafeMetadata: body.metadata('unsafe_metadata') ?? {},
  });
  return privateUser(instance, user);
}

async function update(request: BackendRequest) {
  const { instance, body } = request;
  const user = named(request);
  if (body.has('first_name')) user.firstName = body.text('first_name') ?? null;
  if (body.has('last_name')) user.lastName = body.text('last_name') ?? null;
  if (body.has('external_id')) user.externalId = body.text('external_id') ?? null;
  const password = body.text('password');
  if (password) user.passwordHash = await acceptPassword(password);
  const primary = body.text('primary_email_address_id');
  if (primary) user.primaryEmailId = user.emails.find(({ id }) => id === primary)?.id ?? user.primaryEmailId;
  userChanged(instance, user);
  return privateUser(instance, user);
}

function updateMetadata(request: BackendRequest) {
  const { instance, body } = request;
  const user = named(request);
  user.publicMetadata = mergeMetadata(user.publicMetadata, body.metadata('public_metadata'));
  user.privateMetadata = mergeMetadata(user.privateMetadata, body.metadata('private_metadata'));
  user.unsafeMetadata = mergeMetadata(user.unsafeMetadata, body.metadata('unsafe_metadata'));
  userChanged(instance, user);
  return privateUser(instance, user);
}

function remove(request: BackendRequest) {
  const user = named(request);
  deleteUser(request.instance, user);
  return { id: user.id, object: 'user', deleted: true };
}

function setBanned(request: BackendRequest, banned: boolean) {
  const { instance } = request;
  const user = named(request);
  user.banned = banned;
  if (banned) {
    for (const session of Object.values(instance.state.sessions)) {
      if (session.userId === user.id) endSession(instance, session, 'revoked');
    }
  }
  userChanged(instance, user);
  return privateUser(instance, user);
}

async function verifyPassword(request: BackendRequest) {
  const { passwordHash } = named(request);
  if (passwordHash && (await isPassword(request.body.required('password'), passwordHash)))
    return { verified: true };
  throw new ClerkError(422, 'incorrect_password', 'The password is not this user’s.', 'password');
}

function addEmail({ instance, body }: BackendRequest) {
  const user = getUser(instance, body.required('user_id'));
  const email = newEmail(instance, body.required('email_address'));
  email.verified = body.flag('verified');
  user.emails.push(email);
  if (body.flag('primary') || !primaryEmail(user)) user.primaryEmailId = email.id;
  userChanged(instance, user);
  return emailResource(email);
}
