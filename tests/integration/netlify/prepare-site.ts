import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '../../..');
const fixtures = join(import.meta.dirname, 'fixtures');

export interface PreparedSite {
  root: string;
  app: string;
  dataDirectory: string;
  remove(): Promise<void>;
}

/** A small site with the layout of a finished build, in a folder of its own. */
export async function prepareSite(edgeFunctions: 'fixture' | 'real' = 'fixture'): Promise<PreparedSite> {
  const root = await mkdtemp(join(tmpdir(), 'archipelago-netlify-'));
  const app = join(root, 'apps/web');
  await mkdir(join(app, '.netlify/v1/functions/ssr'), { recursive: true });
  const edge =
    edgeFunctions === 'real' ? join(repository, 'netlify/edge-functions') : join(fixtures, 'edge-functions');
  await Promise.all([
    symlink(join(repository, 'node_modules'), join(root, 'node_modules')),
    cp(join(fixtures, 'netlify.toml'), join(root, 'netlify.toml')),
    cp(join(fixtures, 'functions'), join(root, 'netlify/functions'), { recursive: true }),
    cp(edge, join(root, 'netlify/edge-functions'), { recursive: true }),
    cp(join(fixtures, 'public'), join(app, 'dist'), { recursive: true }),
    cp(join(fixtures, 'deploy-config.json'), join(app, '.netlify/v1/config.json')),
    cp(join(fixtures, 'ssr.mjs'), join(app, '.netlify/v1/functions/ssr/ssr.mjs')),
  ]);
  return {
    root,
    app,
    dataDirectory: join(root, 'data'),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}
