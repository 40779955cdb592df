import { environment } from '../environment.ts';

/**
 * The absolute address of a public picture as the Image CDN makes it at a width, for mails and feeds. Some of their readers
 * know no WebP.
 */
export function imageUrl(workspace: { slug: string }, path: string, width: number): string {
  const asked = new URLSearchParams({ url: `/w/${workspace.slug}/files/${path}`, w: String(width) });
  if (path.endsWith('.webp')) asked.set('fm', 'jpg');
  return `${environment().APP_URL}/.netlify/images?${asked}`;
}
