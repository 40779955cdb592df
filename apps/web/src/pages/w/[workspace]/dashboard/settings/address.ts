import { checkNewAddress } from '@archipelago/core/workspaces/check-new-address';
import type { APIRoute } from 'astro';

/** Whether the workspace may move to an address, for the form that asks while someone types. */
export const GET: APIRoute = async ({ locals, url }) =>
  Response.json(await checkNewAddress(locals.context, { address: url.searchParams.get('slug') ?? '' }));
