import type { AuthenticatorRecord, UserRecord } from '../clerk-state.ts';
import { newId } from '../new-id.ts';
import {
  askForAuthenticator,
  removeAuthenticator,
  renewBackupCodes,
  totpOf,
  verifyAuthenticator,
} from '../records/second-factors.ts';
import { type FrontendAnswer, type FrontendRequest, type FrontendRoute, resource } from './frontend-route.ts';
import { ownUser } from './own-session.ts';

/** A person's second factor: an authenticator app, and codes for the day it is lost. */
export const secondFactorRoutes: readonly FrontendRoute[] = [
  { method: 'POST', path: '/me/totp', handle: ask },
  { method: 'POST', path: '/me/totp/attempt_verification', handle: verify },
  { method: 'DELETE', path: '/me/totp', handle: remove },
  { method: 'POST', path: '/me/backup_codes', handle: renew },
];

function ask(request: FrontendRequest): FrontendAnswer {
  const user = ownUser(request);
  const authenticator = askForAuthenticator(request.instance, user);
  const { secret } = authenticator;
  return resource({
    ...authenticatorResource(authenticator),
    secret,
    uri: totpOf(user, authenticator).toString(),
  });
}

function verify(request: FrontendRequest): FrontendAnswer {
  const user = ownUser(request);
  const codes = verifyAuthenticator(request.instance, user, request.body.required('code'));
  return resource({ ...authenticatorResource(authenticatorOf(user)), ...(codes && { backup_codes: codes }) });
}

function remove(request: FrontendRequest): FrontendAnswer {
  const user = ownUser(request);
  const id = user.authenticator?.id ?? '';
  removeAuthenticator(request.instance, user);
  return resource({ object: 'totp', id, deleted: true });
}

function renew(request: FrontendRequest): FrontendAnswer {
  const { instance } = request;
  const codes = renewBackupCodes(instance, ownUser(request));
  const now = instance.now();
  return resource({ object: 'backup_code', id: newId('bc'), codes, created_at: now, updated_at: now });
}

function authenticatorOf(user: UserRecord): AuthenticatorRecord {
  if (!user.authenticator) throw new Error('A code was taken without an authenticator app.');
  return user.authenticator;
}

function authenticatorResource({ id, verified, createdAt }: AuthenticatorRecord) {
  return { object: 'totp', id, verified, created_at: createdAt, updated_at: createdAt };
}
