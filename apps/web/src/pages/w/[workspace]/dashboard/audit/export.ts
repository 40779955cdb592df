import { type AuditFormat, auditFormats, downloadAuditLog } from '@archipelago/core/audit/download-audit-log';
import { AppError } from '@archipelago/core/errors/app-error';
import type { APIRoute } from 'astro';
import { auditFilter } from '../../../../../features/audit/audit-filter.ts';

/** The log as a file, narrowed like the page. */
export const GET: APIRoute = async ({ locals, url }) => {
  const format = url.searchParams.get('format') ?? 'csv';
  if (!isFormat(format)) {
    throw new AppError('BAD_REQUEST', 'The log can be downloaded as csv or json. Go back and choose one.');
  }
  const body = await downloadAuditLog(locals.context, auditFilter(url.searchParams), format);
  const { contentType, fileName } = auditFormats[format];
  return new Response(body, {
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'private, no-store',
    },
  });
};

function isFormat(text: string): text is AuditFormat {
  return Object.hasOwn(auditFormats, text);
}
