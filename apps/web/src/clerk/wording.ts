import type { Language } from '@archipelago/core/language/languages';
import { translator } from '@archipelago/core/language/translator';
import type { LocalizationResource } from '@clerk/shared/types';
import { signingInMessages } from '../messages/signing-in-messages.ts';
import { clerkWords } from './clerk-words.ts';

/** Texts of Clerk's components that name the product or the workspace, or that read unlike the rest of the interface. */
export async function signInWording(
  { name, signIn, signUp, host }: { name: string; signIn: string; signUp: string; host: string },
  language: Language,
): Promise<LocalizationResource> {
  const say = translator(signingInMessages, language);
  const all = await clerkWords(language);
  // The profile is a page of its own.
  const { userProfile: _, signIn: signInWords, signUp: signUpWords, unstable__errors, ...words } = all;
  const hint = say('codeHint', { name });
  return {
    ...words,
    signIn: {
      ...signInWords,
      start: {
        ...signInWords?.start,
        title: signIn,
        subtitle: host,
        actionText: say('newHere'),
        actionLink: say('signUp'),
      },
      password: {
        ...signInWords?.password,
        title: say('enterPassword'),
        subtitle: say('toSignIn', { name }),
      },
      emailCode: { ...signInWords?.emailCode, title: say('checkEmail'), subtitle: hint },
      forgotPassword: {
        ...signInWords?.forgotPassword,
        title: say('checkEmail'),
        subtitle: say('codeForPassword'),
      },
      forgotPasswordAlternativeMethods: {
        ...signInWords?.forgotPasswordAlternativeMethods,
        title: say('forgotPassword'),
      },
      alternativeMethods: {
        ...signInWords?.alternativeMethods,
        title: say('anotherWay'),
        subtitle: say('anotherWayText'),
      },
    },
    signUp: {
      ...signUpWords,
      start: {
        ...signUpWords?.start,
        title: signUp,
        subtitle: host,
        actionText: say('haveSignIn'),
        actionLink: say('signIn'),
      },
      emailCode: { ...signUpWords?.emailCode, title: say('checkEmail'), subtitle: hint },
    },
    formFieldLabel__emailAddress: say('emailAddress'),
    formFieldInputPlaceholder__emailAddress: 'you@example.com',
    formFieldLabel__firstName: say('firstName'),
    formFieldLabel__lastName: say('lastName'),
    formFieldInputPlaceholder__firstName: say('firstName'),
    formFieldInputPlaceholder__lastName: say('lastName'),
    formFieldInputPlaceholder__signUpPassword: say('newPassword'),
    formFieldInputPlaceholder__password: say('ownPassword'),
    formFieldInputPlaceholder__backupCode: say('backupCode'),
    unstable__errors: {
      ...unstable__errors,
      form_identifier_not_found: say('unknownAddress'),
      form_password_incorrect: say('wrongPassword'),
      form_code_incorrect: say('wrongCode'),
    },
  };
}

/** Of a person's own pages. */
export async function profileWording(language: Language): Promise<LocalizationResource> {
  const say = translator(signingInMessages, language);
  const { userProfile, ...words } = await clerkWords(language);
  return {
    ...words,
    userProfile: {
      ...userProfile,
      navbar: { ...userProfile?.navbar, title: say('you'), description: say('inEveryWorkspace') },
    },
    formFieldLabel__emailAddress: say('emailAddress'),
  };
}
