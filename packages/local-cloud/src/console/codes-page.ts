import type { AuthenticatorView } from '../clerk/list-authenticators.ts';
import { type Html, html } from '../html/html.ts';
import { consoleLayout, copyable } from './console-layout.ts';

/** What everybody's authenticator app shows at this moment, in the place of a telephone. */
export function codesPage(authenticators: readonly AuthenticatorView[]): Html {
  const rows = authenticators.map(
    ({
      name,
      email,
      verified,
      code,
      nextCode,
      secondsLeft,
      backupCodes,
    }) => html`<section class="card" aria-label="${name}">
<div class="card-h"><h2>${name}</h2><span class="muted">${email}</span></div>
<div class="row"><span>Code, for ${secondsLeft} seconds more</span>${copyable(code)}</div>
<div class="row"><span>The next one, which is taken already</span>${copyable(nextCode)}</div>
<div class="row"><span>${verified ? 'Backup codes left' : 'Not in use yet: enter a code where it is set up'}</span><span class="mono muted">${verified ? backupCodes.join(' ') || 'none' : ''}</span></div>
</section>`,
  );
  const none = html`<section class="card pad"><p>Nobody has set up two-step verification yet. Sign in, open your profile, then Security, and add an authenticator app: its codes appear here.</p></section>`;
  return consoleLayout(
    'Codes',
    html`<p class="muted">What an authenticator app would show for each person. A code is taken once; reload this page for the present one.</p>
${rows.length > 0 ? rows : none}`,
  );
}
