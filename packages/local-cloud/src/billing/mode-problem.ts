/** Why the catalogue must not be written with this key, or null. Reading it is always fine. */
export function modeProblem(secretKey: string, asked: { live: boolean; check: boolean }): string | null {
  const isLive = /^[sr]k_live_/.test(secretKey);
  if (isLive && !asked.live && !asked.check) {
    return 'STRIPE_SECRET_KEY is a live key, and this changes what real customers can buy. Look at what would change with `npm run billing:sync -- --check`, then run it with --live.';
  }
  if (!isLive && asked.live) {
    return 'You said --live, and STRIPE_SECRET_KEY is a key of test mode, so nothing was changed. Set the live key, or leave --live out.';
  }
  return null;
}
