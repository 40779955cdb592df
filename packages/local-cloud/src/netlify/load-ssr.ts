import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { devServerHandler } from './dev-server-proxy.ts';
import { readHeaderRules } from './header-rules.ts';
import { type LoadedFunction, loadFunction } from './load-functions.ts';
import { staticFiles } from './static-files.ts';

/** What renders pages: a finished build (`directory` is the app's folder), or a running development server. */
export type SsrSource = { kind: 'build'; directory: string } | { kind: 'proxy'; url: string };

type StaticFiles = ReturnType<typeof staticFiles>;

/** The SSR function and the static files beside it; a development server brings its own. */
export async function loadSsr(
  ssr: SsrSource,
  root: string,
): Promise<{ ssr: LoadedFunction; files: StaticFiles | null }> {
  if (ssr.kind === 'proxy') {
    const everything = [new URLPattern({ pathname: '/*' })];
    return {
      files: null,
      ssr: {
        name: 'ssr',
        handler: devServerHandler(ssr.url),
        paths: everything,
        excludedPaths: [],
        methods: null,
        isBackground: false,
        schedule: null,
        prefersStatic: true,
      },
    };
  }
  const entry = join(ssr.directory, '.netlify/v1/functions/ssr/ssr.mjs');
  if (!existsSync(entry)) {
    throw new Error(`There is no build to serve: ${entry} is missing. Run \`npx turbo run build\` first.`);
  }
  const rules = readHeaderRules({
    netlifyToml: join(root, 'netlify.toml'),
    deployConfig: join(ssr.directory, '.netlify/v1/config.json'),
  });
  return { ssr: await loadFunction('ssr', entry), files: staticFiles(join(ssr.directory, 'dist'), rules) };
}
