import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWebProcess, type WebProcess } from '../../integration/product/web-process.ts';
import { product } from '../../support/product.ts';
import { root } from '../../support/source-files.ts';

/**
 * The same build on the same database with nothing in front of it, as if someone found a way around the edge. It has no
 * functions either.
 */
export async function startSiteWithoutEdge(environment: Record<string, string> = {}): Promise<WebProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'archipelago-no-edge-'));
  mkdirSync(join(folder, 'apps'));
  symlinkSync(join(root, 'apps/web'), join(folder, 'apps/web'));
  symlinkSync(join(root, 'netlify.toml'), join(folder, 'netlify.toml'));
  const web = await startWebProcess({
    port: product().port + 40,
    environment: { LOCAL_ROOT: folder, ...environment },
  });
  return {
    ...web,
    stop: async () => {
      await web.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
