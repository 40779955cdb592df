export interface ClerkMail {
  to: string;
  subject: string;
  text: string;
  html: string;
}

const purposes = {
  sign_up: 'finish signing up',
  sign_in: 'sign in',
  reset_password: 'choose a new password',
  verify_address: 'confirm this address',
} as const;

/** The mail with a code. The code is in the subject too, as people read it from a notification. */
export function verificationMail(to: string, code: string, purpose: keyof typeof purposes): ClerkMail {
  const what = purposes[purpose];
  const text = `${code} is your code to ${what}.\n\nIt is good for 10 minutes. If you did not ask for it, ignore this mail: nothing happens without the code.`;
  const html = `<!doctype html><html lang="en"><body style="font:16px/1.5 system-ui,sans-serif;color:#16202a">
<p>Enter this code to ${what}:</p>
<p style="font-size:32px;font-weight:600;letter-spacing:0.2em;margin:16px 0">${code}</p>
<p>It is good for 10 minutes. If you did not ask for it, ignore this mail: nothing happens without the code.</p>
</body></html>`;
  return { to, subject: `${code} is your verification code`, text, html };
}
