import { randomUUID } from 'node:crypto';
import { withContactMessage } from '@archipelago/db/with-contact-message';
import { z } from 'zod';
import { formCheck } from '../abuse/check-form.ts';
import { platformSite, timeTaken } from '../abuse/form-stamp.ts';
import { networkOf } from '../abuse/network-of.ts';
import type { PersonContext } from '../context/context.ts';
import { AppError } from '../errors/app-error.ts';
import { emailAddress } from '../input/email-address.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { poke } from '../jobs/poke.ts';
import { backgroundFunctionOf } from '../jobs/queues.ts';
import { log } from '../log/log.ts';
import { limit } from '../rate-limits/limit.ts';
import { parseInput } from '../registry/parse-input.ts';

const input = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, 'Write your name.')
    .max(100, 'A name has at most 100 characters.')
    .refine((value) => !/[\r\n]/.test(value), 'Write your name on one line.'),
  email: emailAddress,
  message: z
    .string()
    .trim()
    .min(10, 'Write a sentence or two, so that we know what it is about.')
    .max(5_000, 'A message has at most 5,000 characters.'),
  ...formCheck,
});

const perNetwork = { limit: 5, seconds: 60 * 60 };
const altogether = { limit: 200, seconds: 24 * 60 * 60 };

/**
 * Keeps a message from a visitor, signed in or not, until its mail has gone to whoever runs the platform. What fills in the
 * field that people do not see is told the same and not kept. TOO_MANY_REQUESTS after five in an hour from one network,
 * or two hundred in a day from all.
 */
export async function sendContactMessage(
  { request }: PersonContext,
  given: unknown,
): Promise<{ sent: true }> {
  const { name, email, message, website, stamp } = parseInput(input, given);
  const taken = timeTaken(platformSite, 'contact', stamp);
  if (website !== '') {
    log.info('contact.refused', { reason: 'hidden field' });
    return { sent: true };
  }
  if (taken !== 'fine') {
    throw new AppError(
      'BAD_REQUEST',
      taken === 'early'
        ? 'This was sent faster than people write, so it was not kept. Your words are still here: send them again.'
        : 'This page had been open for more than a day, so your message was not kept. Your words are still here: send them again.',
    );
  }
  await limit(`contact:${request.ip ? networkOf(request.ip) : 'unknown'}`, perNetwork);
  await limit('contact', altogether);
  const id = randomUUID();
  await withContactMessage(id, async (tx) => {
    await tx.contactMessage.createMany({ data: { id, name, email, message } });
    await enqueue(tx, 'mail', id, { message: 'contact', contactMessageId: id });
  });
  await poke(backgroundFunctionOf('mail'));
  return { sent: true };
}
