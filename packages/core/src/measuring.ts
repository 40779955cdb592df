import { z } from 'zod';
import { isLoopback } from './is-loopback.ts';

/** A script of the operator's choice that counts visits to public pages. */
export interface Measuring {
  script: string;
  /** What the content security policy of those pages allows besides ourselves. */
  origin: string;
  host: string;
  /** How the script is told which site it counts for. */
  attribute: { name: string; value: string } | null;
}

/** Parts of the application's environment that pages need also where they are built, which has no other setting. */
export const measuringSchema = {
  ANALYTICS_SCRIPT_URL: z
    .url({ protocol: /^https?$/ })
    .refine((url) => url.startsWith('https:') || isLoopback(url))
    .optional(),
  ANALYTICS_SITE: z
    .string()
    .regex(/^data-[a-z0-9-]{1,60}=[\w.,:/@+-]{1,200}$/)
    .optional(),
};

/** Pure: what these variables say; null when visits are not measured, which is the default. @throws ZodError */
export function readMeasuring(source: Record<string, string | undefined>): Measuring | null {
  const { ANALYTICS_SCRIPT_URL: given, ANALYTICS_SITE: site } = z.object(measuringSchema).parse({
    ANALYTICS_SCRIPT_URL: source.ANALYTICS_SCRIPT_URL || undefined,
    ANALYTICS_SITE: source.ANALYTICS_SITE || undefined,
  });
  if (!given) return null;
  const script = new URL(given);
  const [name = '', ...value] = site?.split('=') ?? [];
  return {
    script: script.href,
    origin: script.origin,
    host: script.host,
    attribute: site ? { name, value: value.join('=') } : null,
  };
}
