import { answerChallenge, isTestAddress, newChallenge } from '../challenge.ts';
import { ClerkError, notFound } from '../clerk-error.ts';
import type { EmailRecord } from '../clerk-state.ts';
import { deleteUser } from '../records/delete-user.ts';
import { acceptPassword, provePassword } from '../records/passwords.ts';
import { endSession, getSession } from '../records/sessions.ts';
import { findUserByEmail, newEmail, userChanged } from '../records/users.ts';
import { pictureFrom } from '../resources/picture.ts';
import { deviceResource } from '../resources/session.ts';
import { emailResource, publicUser } from '../resources/user.ts';
import { verificationMail } from '../verification-mail.ts';
import {
  type FrontendAnswer,
  type FrontendRequest,
  type FrontendRoute,
  plain,
  resource,
} from './frontend-route.ts';
import { ownSession, ownUser } from './own-session.ts';

/** A person's own profile: name, password, addresses, devices, and leaving for good. */
export const profileRoutes: readonly FrontendRoute[] = [
  {
    method: 'GET',
    path: '/me',
    handle: (request) => resource(publicUser(request.instance, ownUser(request))),
  },
  { method: 'PATCH', path: '/me', handle: edit },
  { method: 'DELETE', path: '/me', handle: leaveForGood },
  { method: 'POST', path: '/me/profile_image', handle: setPicture },
  { method: 'DELETE', path: '/me/profile_image', handle: removePicture },
  { method: 'POST', path: '/me/change_password', handle: changePassword },
  { method: 'GET', path: '/me/sessions', handle: listDevices },
  { method: 'GET', path: '/me/sessions/active', handle: listDevices },
  { method: 'POST', path: '/me/sessions/:otherSessionId/revoke', handle: revokeDevice },
  {
    method: 'GET',
    path: '/me/email_addresses',
    handle: (request) => resource(ownUser(request).emails.map(emailResource)),
  },
  { method: 'POST', path: '/me/email_addresses', handle: addEmail },
  {
    method: 'GET',
    path: '/me/email_addresses/:emailId',
    handle: (request) => resource(emailResource(ownEmail(request))),
  },
  { method: 'DELETE', path: '/me/email_addresses/:emailId', handle: removeEmail },
  { method: 'POST', path: '/me/email_addresses/:emailId/prepare_verification', handle: sendEmailCode },
  { method: 'POST', path: '/me/email_addresses/:emailId/attempt_verification', handle: verifyEmail },
];

function edit(request: FrontendRequest): FrontendAnswer {
  const { instance, body } = request;
  const user = ownUser(request);
  if (body.has('first_name')) user.firstName = body.text('first_name') ?? null;
  if (body.has('last_name')) user.lastName = body.text('last_name') ?? null;
  user.unsafeMetadata = body.metadata('unsafe_metadata') ?? user.unsafeMetadata;
  const primary = body.text('primary_email_address_id');
  if (primary) {
    const email = user.emails.find(({ id }) => id === primary);
    if (!email?.verified) throw new ClerkError(422, 'form_param_value_invalid', 'Verify this address first.');
    user.primaryEmailId = email.id;
  }
  userChanged(instance, user);
  return resource(publicUser(instance, user));
}

function leaveForGood(request: FrontendRequest): FrontendAnswer {
  const user = ownUser(request);
  deleteUser(request.instance, user);
  return resource({ id: user.id, object: 'user', deleted: true });
}

async function setPicture(request: FrontendRequest): Promise<FrontendAnswer> {
  const user = ownUser(request);
  if (!request.file) throw new ClerkError(422, 'form_param_missing', 'file must be included.', 'file');
  user.picture = await pictureFrom(request.file);
  userChanged(request.instance, user);
  return resource({ object: 'image', id: `img_${user.id}`, name: null, public_url: user.picture });
}

function removePicture(request: FrontendRequest): FrontendAnswer {
  const user = ownUser(request);
  user.picture = null;
  userChanged(request.instance, user);
  return resource({ object: 'image', id: `img_${user.id}`, deleted: true });
}

async function changePassword(request: FrontendRequest): Promise<FrontendAnswer> {
  const { instance, body } = request;
  const user = ownUser(request);
  if (user.passwordHash) {
    await provePassword(instance, user, body.required('current_password'), 'current_password');
  }
  user.passwordHash = await acceptPassword(body.required('new_password'), 'new_password');
  if (body.flag('sign_out_of_other_sessions')) {
    const own = ownSession(request);
    for (const session of Object.values(instance.state.sessions)) {
      if (session.userId === user.id && session.id !== own.id) endSession(instance, session, 'revoked');
    }
  }
  userChanged(instance, user);
  return resource(publicUser(instance, user));
}

function listDevices(request: FrontendRequest): FrontendAnswer {
  const user = ownUser(request);
  const active = Object.values(request.instance.state.sessions).filter(
    ({ userId, status }) => userId === user.id && status === 'active',
  );
  return plain(active.map((session) => deviceResource(session)));
}

function revokeDevice(request: FrontendRequest): FrontendAnswer {
  const { instance, parameters } = request;
  const session = getSession(instance, parameters.otherSessionId ?? '');
  if (session.userId !== ownUser(request).id) throw notFound('The session');
  endSession(instance, session, 'revoked');
  return resource(deviceResource(session));
}

function addEmail(request: FrontendRequest): FrontendAnswer {
  const { instance, body } = request;
  const user = ownUser(request);
  const email = newEmail(instance, body.required('email_address'));
  user.emails.push(email);
  userChanged(instance, user);
  return resource(emailResource(email));
}

function removeEmail(request: FrontendRequest): FrontendAnswer {
  const { instance } = request;
  const user = ownUser(request);
  const email = ownEmail(request);
  if (email.id === user.primaryEmailId) {
    throw new ClerkError(
      400,
      'primary_identifier_deletion',
      'Choose another primary address before you remove this one.',
    );
  }
  user.emails = user.emails.filter(({ id }) => id !== email.id);
  userChanged(instance, user);
  return resource({ id: email.id, object: 'email_address', deleted: true });
}

async function sendEmailCode(request: FrontendRequest): Promise<FrontendAnswer> {
  const { instance } = request;
  const email = ownEmail(request);
  email.challenge = newChallenge(email.address, instance.now());
  if (!isTestAddress(email.address)) {
    await instance.sendMail(verificationMail(email.address, email.challenge.code, 'verify_address'));
  }
  return resource(emailResource(email));
}

function verifyEmail(request: FrontendRequest): FrontendAnswer {
  const { instance, body } = request;
  const user = ownUser(request);
  const email = ownEmail(request);
  answerChallenge(email.challenge, body.required('code'), instance.now());
  if (findUserByEmail(instance, email.address)) {
    throw new ClerkError(
      422,
      'form_identifier_exists',
      'That email address is taken. Please try another.',
      'code',
    );
  }
  email.challenge = null;
  email.verified = true;
  userChanged(instance, user);
  return resource(emailResource(email));
}

function ownEmail(request: FrontendRequest): EmailRecord {
  const email = ownUser(request).emails.find(({ id }) => id === request.parameters.emailId);
  if (!email) throw notFound('The email address');
  return email;
}
