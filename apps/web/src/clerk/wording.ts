/** Texts of Clerk's components that name the product or the workspace, or that read unlike the rest of the interface. */
export function signInWording({
  name,
  signIn,
  signUp,
  host,
}: {
  name: string;
  signIn: string;
  signUp: string;
  host: string;
}) {
  const hint = `Enter the code we sent, to go on to ${name}`;
  return {
    signIn: {
      start: { title: signIn, subtitle: host, actionText: 'New here?', actionLink: 'Sign up' },
      password: { title: 'Enter your password', subtitle: `To sign in to ${name}` },
      emailCode: { title: 'Check your e-mail', subtitle: hint },
      forgotPassword: {
        title: 'Check your e-mail',
        subtitle: 'Enter the code we sent, to choose a new password',
      },
      forgotPasswordAlternativeMethods: { title: 'Forgot your password?' },
      alternativeMethods: { title: 'Another way to sign in', subtitle: 'Choose how to prove that it is you' },
    },
    signUp: {
      start: { title: signUp, subtitle: host, actionText: 'Have a sign-in already?', actionLink: 'Sign in' },
      emailCode: { title: 'Check your e-mail', subtitle: hint },
    },
    formFieldLabel__emailAddress: 'E-mail address',
    formFieldInputPlaceholder__emailAddress: 'you@example.com',
    unstable__errors: {
      form_identifier_not_found: 'Nobody has signed up with this address. Check it, or sign up.',
      form_password_incorrect: 'This is not the right password. Try again, or reset it.',
      form_code_incorrect: 'This is not the right code. Check the digits, or use a newer one.',
    },
  };
}

export const profileWording = {
  userProfile: { navbar: { title: 'You', description: 'In every workspace.' } },
  formFieldLabel__emailAddress: 'E-mail address',
};
