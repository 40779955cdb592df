import { z } from 'zod';
import { environmentProblems } from './environment-problems.ts';
import { isLoopback } from './is-loopback.ts';
import { type Measuring, measuringSchema, readMeasuring } from './measuring.ts';

const text = z.string().trim().min(1);
const url = z.url({ protocol: /^https?$/ });
/** Comma separated, each of one form. */
const list = (item: z.ZodType<string, string>) =>
  z
    .string()
    .transform((value) => value.split(',').map((part) => part.trim()))
    .pipe(z.array(item).min(1));
const hostName = z.string().regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/);
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\/[^\s/]+\/[^\s/]+/);

/** What every variable is for is in `environment-problems.ts`, which is also what a person reads when one is missing. */
export const environmentSchema = z.object({
  APP_URL: url.transform((value) => value.replace(/\/+$/, '')),
  TENANT_SUBDOMAINS: z.enum(['on', 'off']).transform((value) => value === 'on'),
  DATABASE_URL: postgresUrl,
  NEON_WS_PROXY: text.optional(),
  PUBLIC_CLERK_PUBLISHABLE_KEY: z.string().regex(/^pk_(test|live)_/),
  CLERK_SECRET_KEY: z.string().regex(/^sk_(test|live)_/),
  CLERK_JWT_KEY: z.string().includes('BEGIN PUBLIC KEY'),
  CLERK_WEBHOOK_SECRET: z.string().regex(/^whsec_.{16,}/),
  CLERK_API_URL: url.optional(),
  CLERK_FAPI_URL: url.optional(),
  PUBLIC_CLERK_PROXY_URL: text.optional(),
  STRIPE_SECRET_KEY: z.string().regex(/^[sr]k_(test|live)_/),
  STRIPE_WEBHOOK_SECRETS: z
    .string()
    .transform((value) => value.split(',').map((secret) => secret.trim()))
    .pipe(
      z
        .array(z.string().regex(/^whsec_.{16,}/))
        .min(1)
        .max(2),
    ),
  STRIPE_API_URL: url.optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  MAIL_FROM: z.string().regex(/^[^\r\n]*\S+@\S+[^\r\n]*$/),
  CONTACT_EMAIL: z.email().optional(),
  MAIL_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_.{16,}/)
    .optional(),
  NETLIFY_PURGE_API_TOKEN: text.optional(),
  NETLIFY_API_URL: url.optional(),
  CUSTOM_DOMAIN_TARGET: hostName.optional(),
  CUSTOM_DOMAIN_ADDRESSES: list(z.union([z.ipv4(), z.ipv6()])).optional(),
  CUSTOM_DOMAIN_TEST_SUFFIX: hostName.optional(),
  DNS_SERVERS: list(z.string().regex(/^([\d.]+|\[[0-9a-f:]+\])(:\d{1,5})?$/i)).optional(),
  ...measuringSchema,
  EDGE_SECRET: z.string().min(32),
  JOBS_SECRET: z.string().min(32),
  WEBHOOKS_SECRET: z.string().min(32),
  WEBHOOK_ALLOWED_PRIVATE_HOSTS: z
    .string()
    .regex(/^[\w.-]+:\d+(,\s*[\w.-]+:\d+)*$/)
    .transform((value) => value.split(',').map((host) => host.trim()))
    .optional()
    .transform((hosts) => hosts ?? []),
});

export type Environment = z.output<typeof environmentSchema> & {
  /** APP_URL is on this machine: the local cloud's keys and plain http are accepted. */
  isLocal: boolean;
};

let current: Environment | undefined;

/** The application's settings, validated once per process. Throws with every problem listed, never only the first. */
export function environment(): Environment {
  current ??= readEnvironment(process.env);
  return current;
}

let clerks: Readonly<Record<string, string | undefined>> | undefined;

/** The variables that Clerk's own code asks for by name, as they were when the first request came. */
export function clerkVariables(): Readonly<Record<string, string | undefined>> {
  clerks ??= Object.fromEntries(
    Object.entries(process.env).filter(([name, value]) => name.includes('CLERK_') && value !== ''),
  );
  return clerks;
}

let measured: Measuring | null | undefined;

/** What counts visits. Of all settings the only ones that pages need which are built beforehand, where there are no others. */
export function measuring(): Measuring | null {
  if (measured === undefined) measured = readMeasuring(process.env);
  return measured;
}

/** Pure: the settings these variables give, or an error that lists all that is wrong with them. */
export function readEnvironment(source: Record<string, string | undefined>): Environment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  const problems = environmentProblems(given, parsed.error);
  if (!parsed.success || problems.length > 0) {
    throw new Error(
      [
        `The application cannot start: ${problems.length === 1 ? 'one setting is' : `${problems.length} settings are`} wrong.`,
        ...problems.map((problem) => `- ${problem}`),
        'Set them in the environment of this process. `npm start` sets all of them for a local run.',
      ].join('\n'),
    );
  }
  return { ...parsed.data, isLocal: isLoopback(parsed.data.APP_URL) };
}
