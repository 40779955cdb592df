import { answerChallenge, isTestAddress, newChallenge } from '../challenge.ts';
import { ClerkError, notFound } from '../clerk-error.ts';
import type { SignInRecord, UserRecord } from '../clerk-state.ts';
import { newId } from '../new-id.ts';
import { hasSecondFactor } from '../records/has-second-factor.ts';
import { acceptPassword, provePassword } from '../records/passwords.ts';
import { proveCode, useBackupCode } from '../records/second-factors.ts';
import { endSession, startSession } from '../records/sessions.ts';
import { findUserByEmail, getUser, primaryEmail, userChanged } from '../records/users.ts';
import { signInResource } from '../resources/sign-in.ts';
import { verificationMail } from '../verification-mail.ts';
import { type FrontendAnswer, type FrontendRequest, type FrontendRoute, resource } from './frontend-route.ts';

/**
 * Signing in: by password, by a code sent by mail, or by a new password after such a code; then by a second factor, for
 * whoever has one. Or by a ticket, which the secret key made and which proves no second factor.
 */
export const signInRoutes: readonly FrontendRoute[] = [
  { method: 'POST', path: '/client/sign_ins', handle: begin },
  {
    method: 'GET',
    path: '/client/sign_ins/:signInId',
    handle: (request) => answer(request, ownSignIn(request)),
  },
  { method: 'POST', path: '/client/sign_ins/:signInId/prepare_first_factor', handle: sendCode },
  { method: 'POST', path: '/client/sign_ins/:signInId/attempt_first_factor', handle: attempt },
  { method: 'POST', path: '/client/sign_ins/:signInId/attempt_second_factor', handle: attemptSecond },
  { method: 'POST', path: '/client/sign_ins/:signInId/reset_password', handle: resetPassword },
];

async function begin(request: FrontendRequest): Promise<FrontendAnswer> {
  const { instance, client, body } = request;
  const signIn: SignInRecord = {
    id: newId('sia'),
    userId: null,
    status: 'needs_identifier',
    strategy: null,
    verified: false,
    challenge: null,
    sessionId: null,
    createdAt: instance.now(),
  };
  instance.state.signIns[signIn.id] = signIn;
  client.signInId = signIn.id;
  if (body.text('strategy') === 'ticket') {
    const user = redeemTicket(request);
    signIn.userId = user.id;
    return complete(request, signIn, 'ticket');
  }
  const identifier = body.text('identifier');
  if (!identifier) return answer(request, signIn);
  const user = findUserByEmail(instance, identifier);
  if (!user)
    throw new ClerkError(
      422,
      'form_identifier_not_found',
      'There is no user with this address.',
      'identifier',
    );
  signIn.userId = user.id;
  signIn.status = 'needs_first_factor';
  const password = body.text('password');
  if (!password) return answer(request, signIn);
  await provePassword(instance, user, password);
  return firstFactorProven(request, signIn, 'password');
}

async function sendCode(request: FrontendRequest): Promise<FrontendAnswer> {
  const { instance, body } = request;
  const signIn = ownSignIn(request);
  const user = userOf(request, signIn);
  const strategy = body.required('strategy');
  if (strategy !== 'email_code' && strategy !== 'reset_password_email_code') throw unknownStrategy(strategy);
  const address = primaryEmail(user)?.address;
  if (!address) throw notFound('The email address');
  signIn.strategy = strategy;
  signIn.verified = false;
  signIn.challenge = newChallenge(address, instance.now());
  if (!isTestAddress(address)) {
    const purpose = strategy === 'email_code' ? 'sign_in' : 'reset_password';
    await instance.sendMail(verificationMail(address, signIn.challenge.code, purpose));
  }
  return answer(request, signIn);
}

async function attempt(request: FrontendRequest): Promise<FrontendAnswer> {
  const { instance, body } = request;
  const signIn = ownSignIn(request);
  const user = userOf(request, signIn);
  const strategy = body.required('strategy');
  switch (strategy) {
    case 'password':
      await provePassword(instance, user, body.required('password'));
      return firstFactorProven(request, signIn, strategy);
    case 'email_code':
    case 'reset_password_email_code': {
      if (signIn.strategy !== strategy) throw unknownStrategy(strategy);
      answerChallenge(signIn.challenge, body.required('code'), instance.now());
      signIn.challenge = null;
      if (strategy === 'email_code') return firstFactorProven(request, signIn, strategy);
      signIn.verified = true;
      signIn.status = 'needs_new_password';
      return answer(request, signIn);
    }
    default:
      throw unknownStrategy(strategy);
  }
}

async function resetPassword(request: FrontendRequest): Promise<FrontendAnswer> {
  const { instance, body } = request;
  const signIn = ownSignIn(request);
  const user = userOf(request, signIn);
  if (signIn.status !== 'needs_new_password') {
    throw new ClerkError(400, 'verification_missing', 'Enter the code that was sent to you first.');
  }
  user.passwordHash = await acceptPassword(body.required('password'));
  user.failedPasswords = 0;
  user.lockedUntil = null;
  if (body.flag('sign_out_of_other_sessions')) {
    for (const session of Object.values(instance.state.sessions)) {
      if (session.userId === user.id) endSession(instance, session, 'revoked');
    }
  }
  userChanged(instance, user);
  return firstFactorProven(request, signIn, 'reset_password_email_code');
}

function firstFactorProven(request: FrontendRequest, signIn: SignInRecord, strategy: string): FrontendAnswer {
  if (!hasSecondFactor(userOf(request, signIn))) return complete(request, signIn, strategy);
  signIn.strategy = strategy;
  signIn.verified = true;
  signIn.status = 'needs_second_factor';
  return answer(request, signIn);
}

function attemptSecond(request: FrontendRequest): FrontendAnswer {
  const { instance, body } = request;
  const signIn = ownSignIn(request);
  const user = userOf(request, signIn);
  if (signIn.status !== 'needs_second_factor') {
    throw new ClerkError(400, 'verification_missing', 'Prove the first factor first.');
  }
  const strategy = body.required('strategy');
  const code = body.required('code');
  if (strategy === 'totp') proveCode(instance, user, code);
  else if (strategy === 'backup_code') useBackupCode(instance, user, code);
  else throw unknownStrategy(strategy);
  return complete(request, signIn, signIn.strategy ?? 'password', instance.now());
}

function complete(
  request: FrontendRequest,
  signIn: SignInRecord,
  strategy: string,
  secondFactorAt: number | null = null,
): FrontendAnswer {
  const { instance, client, from } = request;
  const user = userOf(request, signIn);
  if (user.banned) throw new ClerkError(403, 'user_banned', 'This user is banned.');
  signIn.strategy = strategy;
  signIn.verified = true;
  signIn.status = 'complete';
  signIn.sessionId = startSession(instance, client, user, from, secondFactorAt).id;
  client.signInId = null;
  return answer(request, signIn);
}

function redeemTicket({ instance, body }: FrontendRequest): UserRecord {
  const ticket = body.required('ticket');
  const token = Object.values(instance.state.signInTokens).find((candidate) => candidate.token === ticket);
  if (token?.status !== 'pending' || token.expiresAt <= instance.now()) {
    throw new ClerkError(400, 'ticket_invalid', 'The ticket is unknown, used or expired.', 'ticket');
  }
  token.status = 'accepted';
  return getUser(instance, token.userId);
}

/** The sign-in under way in this browser; another browser's is not found. */
function ownSignIn({ instance, client, parameters }: FrontendRequest): SignInRecord {
  const signIn = instance.state.signIns[parameters.signInId ?? ''];
  if (!signIn || client.signInId !== signIn.id) throw notFound('The sign-in');
  return signIn;
}

function userOf({ instance }: FrontendRequest, signIn: SignInRecord): UserRecord {
  return getUser(instance, signIn.userId ?? '');
}

function answer({ instance }: FrontendRequest, signIn: SignInRecord): FrontendAnswer {
  return resource(signInResource(instance, signIn));
}

function unknownStrategy(strategy: string): ClerkError {
  return new ClerkError(422, 'strategy_for_user_invalid', `"${strategy}" cannot be used here.`, 'strategy');
}
