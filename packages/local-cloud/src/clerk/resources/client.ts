import type { ClerkInstance } from '../clerk-instance.ts';
import type { ClientRecord } from '../clerk-state.ts';
import { activeSession } from '../records/sessions.ts';
import { ownSessionResource } from './session.ts';
import { signInResource } from './sign-in.ts';
import { signUpResource } from './sign-up.ts';

export function clientResource(instance: ClerkInstance, client: ClientRecord) {
  const session = activeSession(instance, client);
  const signIn = client.signInId ? instance.state.signIns[client.signInId] : undefined;
  const signUp = client.signUpId ? instance.state.signUps[client.signUpId] : undefined;
  return {
    object: 'client',
    id: client.id,
    sessions: session ? [ownSessionResource(instance, session)] : [],
    sign_in: signIn ? signInResource(instance, signIn) : null,
    sign_up: signUp ? signUpResource(signUp) : null,
    last_active_session_id: session?.id ?? null,
    last_authentication_strategy: null,
    cookie_expires_at: null,
    captcha_bypass: false,
    created_at: client.createdAt,
    updated_at: client.updatedAt,
  };
}
