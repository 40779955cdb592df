import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { type EventType, eventTypeNames } from '../events/event-types.ts';
import { singleLine } from '../input/single-line.ts';
import { OutboundRefused } from '../outbound/outbound-refused.ts';
import { outboundUrl } from '../outbound/outbound-url.ts';
import { resolvePublic } from '../outbound/resolve-public.ts';

export const endpointFields = {
  url: z
    .string()
    .trim()
    .min(1, 'Enter the address that should be called.')
    .max(2_000, 'Use at most 2,000 characters.'),
  description: singleLine({ shortest: 0, longest: 80, what: 'a description' }),
  /** `all` includes types that are added later. */
  events: z.enum(['all', 'some'], 'Choose which events to send.'),
  /** Only looked at for `some`: their names, with commas between. */
  eventTypes: z
    .string()
    .max(2_000)
    .default('')
    .transform((names) => names.split(',').filter(Boolean))
    .pipe(z.array(z.enum(eventTypeNames, 'There is no such event. Choose from the list.'))),
};

/** The types to store: none stands for all. @throws AppError when some were asked for and none was chosen. */
export function storedEventTypes({
  events,
  eventTypes,
}: {
  events: 'all' | 'some';
  eventTypes: EventType[];
}) {
  if (events === 'all') return [];
  if (eventTypes.length === 0) {
    throw new AppError('BAD_REQUEST', 'Choose at least one event, or send all of them.', {
      fields: { eventTypes: 'Choose at least one event, or send all of them.' },
    });
  }
  return eventTypeNames.filter((type) => eventTypes.includes(type));
}

const resolveMilliseconds = 4_000;

/**
 * Refuses an address that may not be called, as its name resolves now; it is checked again at each delivery. Returns it as
 * it will be stored.
 *
 * @throws AppError
 */
export async function checkedUrl(text: string): Promise<string> {
  try {
    const target = outboundUrl(text);
    await Promise.race([resolvePublic(target), tooLong()]);
    return target.url.href;
  } catch (error) {
    if (!(error instanceof OutboundRefused)) throw error;
    throw new AppError('BAD_REQUEST', error.message, { fields: { url: error.message } });
  }
}

async function tooLong(): Promise<never> {
  await new Promise((resolve) => {
    setTimeout(resolve, resolveMilliseconds).unref();
  });
  throw new OutboundRefused('The name servers of this host do not answer. Try again in a minute.');
}
