import { createHash } from 'node:crypto';

/** A picture from the initials, as a data address. */
export function avatarOf(id: string, name: string): string {
  const hue = (createHash('sha1').update(id).digest()[0] ?? 0) * 1.41;
  const initials = name
    .split(/\s+/)
    .map((word) => word.match(/[\p{L}\p{N}]/u)?.[0] ?? '')
    .join('')
    .slice(0, 2)
    .toUpperCase();
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="hsl(${hue.toFixed(0)} 32% 42%)"/>` +
    `<text x="32" y="41" font-family="system-ui,sans-serif" font-size="25" fill="#fff" text-anchor="middle">${initials}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
