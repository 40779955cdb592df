import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { environment } from '../environment.ts';
import { log } from '../log/log.ts';
import { webhookHeaders } from '../webhooks/webhook-headers.ts';
import { readIssueMessageId } from './issue-message-id.ts';
import { recordBounce } from './record-bounce.ts';

const longestBody = 64 * 1024;
const oldest = 5 * 60 * 1000;

const mailEvent = z.object({
  type: z.enum(['bounce', 'complaint']),
  /** Of the mail, as its header had it. */
  messageId: z.string().max(500),
  reason: z.string().default('').transform(oneLine),
});

/**
 * Takes what the mail provider, or a small adapter in front of it, tells of mails that were taken: signed as Standard
 * Webhooks are, with a secret of this deployment. Without a secret there is no such address. Only the Message-ID says what
 * it is about, so that nothing can be said of an address that no issue went to.
 */
export async function receiveMailEvent(request: Request): Promise<Response> {
  const secret = environment().MAIL_WEBHOOK_SECRET;
  if (!secret) return answer(404, 'Set MAIL_WEBHOOK_SECRET to take bounces here.');
  if (Number(request.headers.get('content-length') ?? 0) > longestBody)
    return answer(413, 'The body is too large.');
  const body = await request.text();
  if (body.length > longestBody) return answer(413, 'The body is too large.');
  if (!isSigned(request, body, secret)) {
    log.warn('newsletter.mail_event_refused', {});
    return answer(400, 'The signature does not match, or the delivery is too old.');
  }
  const event = mailEvent.safeParse(parsed(body));
  if (!event.success) return answer(422, 'Send { type: "bounce" | "complaint", messageId, reason }.');
  const { type, messageId, reason } = event.data;
  const mail = readIssueMessageId(messageId);
  if (!mail) return answer(200, 'Not a mail of a newsletter: nothing to do.');
  try {
    await recordBounce(mail, { kind: type, reason });
  } catch (error) {
    log.error('newsletter.mail_event_not_kept', { type, error });
    return answer(503, 'Not kept. Send it again.');
  }
  log.info('newsletter.mail_event', { type, ...mail });
  return answer(200, 'Kept.');
}

function isSigned({ headers }: Request, body: string, secret: string): boolean {
  const id = headers.get('webhook-id') ?? '';
  const at = new Date(Number(headers.get('webhook-timestamp')) * 1000);
  if (!id || !(Math.abs(Date.now() - at.getTime()) < oldest)) return false;
  const wanted = Buffer.from(webhookHeaders({ id, at, body }, [secret])['webhook-signature'] ?? '');
  return (headers.get('webhook-signature') ?? '').split(' ').some((given) => {
    const found = Buffer.from(given);
    return found.length === wanted.length && timingSafeEqual(found, wanted);
  });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 300);
}

function answer(status: number, text: string): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
