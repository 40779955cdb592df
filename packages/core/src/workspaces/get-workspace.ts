import { z } from 'zod';
import { plans } from '../billing/catalogue.ts';
import { planOf } from '../billing/entitlements-of.ts';
import { query } from '../registry/query.ts';
import { workspaceUrl } from './workspace-url.ts';

const workspaceResource = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    name: z.string(),
    tagline: z.string(),
    accent: z.string().nullable().describe('`#rrggbb`; null means the platform’s own.'),
    timeZone: z.string().describe('IANA name.'),
    language: z.string(),
    url: z.string().describe('Of its public site.'),
    plan: z.enum(plans),
  })
  .meta({ id: 'Workspace' });

/** The workspace itself, as it is known already. */
export const getWorkspace = query({
  name: 'get-workspace',
  permission: 'dashboard:view',
  api: {
    method: 'GET',
    path: '/workspace',
    group: 'Workspace',
    summary: 'Read the workspace',
    description: 'The workspace that the key belongs to.',
    output: workspaceResource,
  },
  input: z.strictObject({}),
  async run({ workspace, subscription }): Promise<z.output<typeof workspaceResource>> {
    const { id, slug, name, tagline, accent, timeZone, language } = workspace;
    const url = workspaceUrl(slug, '/');
    return { id, slug, name, tagline, accent, timeZone, language, url, plan: planOf(subscription) };
  },
});
