import type { BrandImageKind } from '../files/image-kinds.ts';

/** Where the workspace's picture of a kind is below its `/files/`, or null when it has none. */
export function pathOf(
  kind: BrandImageKind,
  workspace: { logoPath: string | null; coverPath: string | null },
): string | null {
  return kind === 'logo' ? workspace.logoPath : workspace.coverPath;
}
