import { openApiDocument } from '@archipelago/core/api/open-api-document';
import type { APIRoute } from 'astro';

export const prerender = true;

/** The description of the API that programs read: a file, made when the product is built. */
export const GET: APIRoute = () => Response.json(openApiDocument());
