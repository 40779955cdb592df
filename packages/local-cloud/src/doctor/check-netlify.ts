import { environmentSchema } from '@archipelago/core/environment';
import { type Finding, messageOf, ok, skipped, warning, wrong } from './finding.ts';

export interface NetlifySettings {
  token?: string | undefined;
  siteId?: string | undefined;
  apiUrl?: string;
  fetch?: typeof fetch;
}

interface Variable {
  key: string;
  scopes: string[];
  is_secret?: boolean;
  values: { context: string; value?: string }[];
}

const contexts = ['production', 'deploy-preview'] as const;
type Context = (typeof contexts)[number];

const variablesPage = 'https://app.netlify.com, under Site configuration, Environment variables';

/** Whether the site has every variable where it is read, in production and in previews, and no live key in a preview. */
export async function checkNetlify(settings: NetlifySettings): Promise<Finding[]> {
  const { token, siteId, apiUrl = 'https://api.netlify.com', fetch: send = fetch } = settings;
  if (!token || !siteId) {
    return [
      skipped('NETLIFY_AUTH_TOKEN and SITE_ID are not both set, so the site’s variables were not looked at.'),
    ];
  }
  const get = async (path: string) => {
    const response = await send(`${apiUrl}/api/v1${path}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`Netlify answered ${response.status} to GET ${path}`);
    return response.json();
  };
  try {
    const site = (await get(`/sites/${encodeURIComponent(siteId)}`)) as { account_slug: string };
    const account = encodeURIComponent(site.account_slug);
    const variables = (await get(
      `/accounts/${account}/env?site_id=${encodeURIComponent(siteId)}`,
    )) as Variable[];
    return judge(variables);
  } catch (error) {
    return [
      wrong(
        `Netlify could not be asked: ${messageOf(error)}`,
        'Make a new personal access token at https://app.netlify.com/user/applications, and copy SITE_ID from the site’s configuration.',
      ),
    ];
  }
}

function judge(variables: readonly Variable[]): Finding[] {
  const findings: Finding[] = [];
  for (const context of contexts) {
    const absent = requiredNames().filter((name) => valueIn(variables, name, context) === undefined);
    if (absent.length === 0) continue;
    const said = `These variables have no value in the context ${context}: ${absent.join(', ')}.`;
    findings.push(
      context === 'production'
        ? wrong(said, `The product refuses to start without them. Add them at ${variablesPage}.`)
        : warning(
            said,
            `Deploy previews do not start without them. Add them at ${variablesPage}, or turn previews off.`,
          ),
    );
  }
  const unseen = variables.filter(
    ({ key, scopes }) =>
      requiredNames().includes(key) && !neededScopes(key).every((scope) => scopes.includes(scope)),
  );
  for (const { key, scopes } of unseen) {
    const missing = neededScopes(key).filter((scope) => !scopes.includes(scope));
    findings.push(
      wrong(`${key} is not seen by ${missing.join(' and ')}.`, `Give it these scopes at ${variablesPage}.`),
    );
  }
  if (/^[sr]k_live_/.test(valueIn(variables, 'STRIPE_SECRET_KEY', 'deploy-preview') ?? '')) {
    findings.push(
      wrong(
        'Deploy previews have the live STRIPE_SECRET_KEY: whoever opens a pull request could charge real cards.',
        `Give the context Deploy Previews a key of test mode at ${variablesPage}.`,
      ),
    );
  }
  return findings.length > 0
    ? findings
    : [ok('The site has every variable, where it is read, in production and in previews.')];
}

function requiredNames(): string[] {
  return Object.entries(environmentSchema.shape)
    .filter(([, schema]) => !schema.safeParse(undefined).success)
    .map(([name]) => name);
}

/** The edge function reads what functions read. */
function neededScopes(key: string): string[] {
  return key.startsWith('PUBLIC_') ? ['functions', 'builds'] : ['functions'];
}

function valueIn(variables: readonly Variable[], name: string, context: Context): string | undefined {
  const values = variables.find(({ key }) => key === name)?.values ?? [];
  const found =
    values.find((candidate) => candidate.context === context) ??
    values.find((candidate) => candidate.context === 'all');
  // A secret's value is not told; that there is one, is.
  return found && (found.value ?? '');
}
