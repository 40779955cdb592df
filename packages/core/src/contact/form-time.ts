import { createHmac, timingSafeEqual } from 'node:crypto';
import { environment } from '../environment.ts';

const soonestSeconds = 3;
const latestSeconds = 24 * 60 * 60;

/** Says when a form was given out, so that nobody else can: `<unix seconds>.<base64url HMAC>`. */
export function formTime(now = Date.now()): string {
  const seconds = String(Math.floor(now / 1000));
  return `${seconds}.${signature(seconds)}`;
}

/**
 * How long somebody had a form: `early` when no person writes as fast, `late` when it was given out a day ago or the text
 * is none of ours.
 */
export function timeTaken(given: string, now = Date.now()): 'early' | 'fine' | 'late' {
  const [seconds = '', signed = ''] = given.split('.');
  const [wanted, actual] = [Buffer.from(signature(seconds)), Buffer.from(signed)];
  if (wanted.length !== actual.length || !timingSafeEqual(wanted, actual)) return 'late';
  const taken = Math.floor(now / 1000) - Number(seconds);
  if (taken < soonestSeconds) return 'early';
  return taken > latestSeconds ? 'late' : 'fine';
}

function signature(seconds: string): string {
  return createHmac('sha256', environment().JOBS_SECRET)
    .update(`contact form\n${seconds}`)
    .digest('base64url');
}
