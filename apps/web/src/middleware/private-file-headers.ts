import { filePolicy } from './content-security-policy.ts';

/** For a file that is for whoever asked, as they are at this moment: no cache keeps it, and nothing in it may run. */
export function privateFileHeaders(file: { contentType: string; name: string }): Record<string, string> {
  return {
    'cache-control': 'private, no-store',
    'content-security-policy': filePolicy,
    'content-type': file.contentType,
    'content-disposition': `inline; filename="${file.name}"`,
  };
}
