import { answerChallenge, isTestAddress, newChallenge } from '../challenge.ts';
import { ClerkError, notFound } from '../clerk-error.ts';
import type { SignUpRecord } from '../clerk-state.ts';
import { newId } from '../new-id.ts';
import { acceptPassword } from '../records/passwords.ts';
import { startSession } from '../records/sessions.ts';
import { createUser, newEmail } from '../records/users.ts';
import { missingFields, signUpResource } from '../resources/sign-up.ts';
import { verificationMail } from '../verification-mail.ts';
import { type FrontendAnswer, type FrontendRequest, type FrontendRoute, resource } from './frontend-route.ts';

/** Signing up: an address, a password, and a code sent to the address. */
export const signUpRoutes: readonly FrontendRoute[] = [
  { method: 'POST', path: '/client/sign_ups', handle: begin },
  {
    method: 'PATCH',
    path: '/client/sign_ups/:signUpId',
    handle: (request) => fill(request, ownSignUp(request)),
  },
  {
    method: 'GET',
    path: '/client/sign_ups/:signUpId',
    handle: (request) => resource(signUpResource(ownSignUp(request))),
  },
  { method: 'POST', path: '/client/sign_ups/:signUpId/prepare_verification', handle: sendCode },
  { method: 'POST', path: '/client/sign_ups/:signUpId/attempt_verification', handle: attempt },
];

function begin(request: FrontendRequest): Promise<FrontendAnswer> {
  const { instance, client } = request;
  const signUp: SignUpRecord = {
    id: newId('sua'),
    emailAddress: null,
    firstName: null,
    lastName: null,
    passwordHash: null,
    unsafeMetadata: {},
    challenge: null,
    verified: false,
    userId: null,
    sessionId: null,
    createdAt: instance.now(),
  };
  instance.state.signUps[signUp.id] = signUp;
  client.signUpId = signUp.id;
  return fill(request, signUp);
}

async function fill(request: FrontendRequest, signUp: SignUpRecord): Promise<FrontendAnswer> {
  const { instance, body } = request;
  const strategy = body.text('strategy');
  if (strategy)
    throw new ClerkError(422, 'strategy_for_user_invalid', `"${strategy}" cannot be used here.`, 'strategy');
  const address = body.text('email_address');
  if (address) {
    const email = newEmail(instance, address);
    if (email.address !== signUp.emailAddress) signUp.challenge = null;
    signUp.emailAddress = email.address;
  }
  const password = body.text('password');
  if (password) signUp.passwordHash = await acceptPassword(password);
  signUp.firstName = body.text('first_name') ?? signUp.firstName;
  signUp.lastName = body.text('last_name') ?? signUp.lastName;
  signUp.unsafeMetadata = body.metadata('unsafe_metadata') ?? signUp.unsafeMetadata;
  return resource(signUpResource(signUp));
}

async function sendCode(request: FrontendRequest): Promise<FrontendAnswer> {
  const { instance, body } = request;
  const signUp = ownSignUp(request);
  const strategy = body.required('strategy');
  if (strategy !== 'email_code') {
    throw new ClerkError(422, 'strategy_for_user_invalid', `"${strategy}" cannot be used here.`, 'strategy');
  }
  if (!signUp.emailAddress)
    throw new ClerkError(422, 'form_param_missing', 'Enter an email address.', 'email_address');
  signUp.challenge = newChallenge(signUp.emailAddress, instance.now());
  if (!isTestAddress(signUp.emailAddress)) {
    await instance.sendMail(verificationMail(signUp.emailAddress, signUp.challenge.code, 'sign_up'));
  }
  return resource(signUpResource(signUp));
}

function attempt(request: FrontendRequest): FrontendAnswer {
  const { instance, client, body, from } = request;
  const signUp = ownSignUp(request);
  answerChallenge(signUp.challenge, body.required('code'), instance.now());
  const { emailAddress } = signUp;
  if (!emailAddress || missingFields(signUp).length > 0) {
    throw new ClerkError(422, 'form_param_missing', `Still missing: ${missingFields(signUp).join(', ')}.`);
  }
  signUp.challenge = null;
  signUp.verified = true;
  const user = createUser(instance, {
    emailAddress,
    firstName: signUp.firstName,
    lastName: signUp.lastName,
    passwordHash: signUp.passwordHash,
    unsafeMetadata: signUp.unsafeMetadata,
  });
  signUp.userId = user.id;
  signUp.sessionId = startSession(instance, client, user, from).id;
  client.signUpId = null;
  return resource(signUpResource(signUp));
}

/** The sign-up under way in this browser; another browser's is not found. */
function ownSignUp({ instance, client, parameters }: FrontendRequest): SignUpRecord {
  const signUp = instance.state.signUps[parameters.signUpId ?? ''];
  if (!signUp || client.signUpId !== signUp.id) throw notFound('The sign-up');
  return signUp;
}
