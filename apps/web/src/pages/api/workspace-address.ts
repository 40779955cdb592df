import { checkAddress } from '@archipelago/core/workspaces/check-address';
import type { APIRoute } from 'astro';

/** Whether a workspace address is free, for the form that asks while someone types. */
export const GET: APIRoute = async ({ locals, url }) =>
  Response.json(await checkAddress(locals.person, { slug: url.searchParams.get('slug') ?? '' }));
