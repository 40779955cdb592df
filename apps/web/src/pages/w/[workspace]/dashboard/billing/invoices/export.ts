import { downloadInvoices } from '@archipelago/core/billing/download-invoices';
import type { APIRoute } from 'astro';

/** Every invoice of the workspace as a file. */
export const GET: APIRoute = async ({ locals }) => {
  const { fileName, body } = await downloadInvoices(locals.context);
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'private, no-store',
    },
  });
};
