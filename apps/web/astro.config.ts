import { fileURLToPath } from 'node:url';
import { formByteLimit, imageByteLimit } from '@archipelago/core/files/image-kinds';
import netlify from '@astrojs/netlify';
import vue from '@astrojs/vue';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, passthroughImageService } from 'astro/config';
import { type Bundle, foldFacades } from './src/bundle/fold-facades.ts';
import { publicVariables } from './src/bundle/public-variables.ts';
import { queryCompilerFile } from './src/bundle/query-compiler-file.ts';
import { coreGroups, interfaceGroups, pageGroup } from './src/bundle/server-chunks.ts';
import { clerkOnDemand } from './src/clerk/clerk-on-demand.ts';
import { contentSecurityPolicy } from './src/middleware/content-security-policy.ts';

/**
 * A small function starts fast, and so does one of few files: names shortened, what many pages share in one file each, the
 * pages of an area in another. No page loads the packages that only changes need. A dashboard page loads some 5 % more of
 * our own code than with a file of its own, and 36 files hold what would be 188.
 */
const serverOutput = {
  minify: true,
  codeSplitting: {
    groups: [
      // A language of Clerk's components is what pages of people who speak it load.
      {
        name: (id: string) => /localizations\/dist\/(\w+)-/.exec(id)?.[1] ?? null,
        test: /@clerk\/localizations\//,
        priority: 50,
      },
      { name: 'clerk', test: /node_modules\/@clerk\//, priority: 40 },
      { name: 'database', test: /node_modules\/@(?:prisma|neondatabase)\/|packages\/db\//, priority: 40 },
      { name: 'stripe', test: /node_modules\/stripe\//, priority: 40 },
      { name: 'suffixes', test: /node_modules\/tldts/, priority: 40 },
      // What only changes need: a page that reads must not bring it along.
      {
        name: 'jobs',
        test: /node_modules\/(?:pg-boss|nodemailer|cron-parser|luxon)\//,
        priority: 40,
      },
      { name: 'astro', test: /node_modules\/(?:astro|vue|@vue|zod)\//, priority: 40 },
      ...coreGroups,
      ...interfaceGroups,
      pageGroup,
    ],
  },
};

/** Halves the server function and its cold start. Only for builds: Vite's own runner cannot load every CommonJS package. */
const oneBundle = {
  name: 'one-bundle',
  apply: 'build' as const,
  config: () => ({
    // For Node, Vue comes with its compiler of templates, which are all compiled here already, and as files of which nothing
    // can be left out.
    resolve: {
      alias: [
        { find: /^vue$/, replacement: 'vue/dist/vue.runtime.esm-bundler.js' },
        {
          find: /^(?:vue|@vue)\/server-renderer$/,
          replacement: '@vue/server-renderer/dist/server-renderer.esm-bundler.js',
        },
        {
          find: /^@vue\/(runtime-dom|runtime-core|reactivity|shared)$/,
          replacement: '@vue/$1/dist/$1.esm-bundler.js',
        },
      ],
    },
    // What packages say to their developers is left out.
    define: { 'process.env.NODE_ENV': '"production"' },
    ssr: { noExternal: true },
    environments: { ssr: { resolve: { noExternal: true } } },
  }),
};

/** The bundler keeps a file of one line for every page that shares its file with others. */
const fewFiles = {
  name: 'few-files',
  apply: 'build' as const,
  enforce: 'post' as const,
  applyToEnvironment: ({ name }: { name: string }) => name === 'ssr',
  generateBundle: (_: unknown, bundle: Bundle) => foldFacades(bundle),
};

/** Pages that are files are the site about the product, and are read first of all: they carry no styles of the dashboard. */
const lightStyles = {
  name: 'light-styles',
  enforce: 'pre' as const,
  applyToEnvironment: ({ name }: { name: string }) => name === 'prerender',
  resolveId: (source: string) =>
    source.endsWith('styles/app.css')
      ? fileURLToPath(new URL('src/styles/front.css', import.meta.url))
      : null,
};

export default defineConfig({
  // What readers outside of the site are given has to be absolute. Netlify says where the site is while it builds.
  site: process.env.URL || 'http://localhost:8888',
  output: 'server',
  trailingSlash: 'ignore',
  devToolbar: { enabled: false },
  adapter: netlify({
    // The middleware needs Node: Clerk and Prisma do not run at the edge.
    middlewareMode: 'classic',
    // Its year-long public header would serve one tenant's page to another.
    cacheOnDemandPages: false,
    imageCDN: false,
    staticHeaders: true,
    devFeatures: { images: false, environmentVariables: false, edgeFunctions: false },
  }),
  integrations: [vue(), clerkOnDemand()],
  // Colours of a highlighter would be style attributes, which the content security policy refuses.
  markdown: { syntaxHighlight: false },
  image: { service: passthroughImageService() },
  session: false,
  security: {
    // Replaced by `same-origin.ts`, which also covers JSON bodies and judges by the host the browser named.
    checkOrigin: false,
    // Any entry makes Astro believe X-Forwarded-Host.
    allowedDomains: [],
    // The largest form carries a picture and the text of a post.
    actionBodySizeLimit: imageByteLimit + formByteLimit,
    csp: contentSecurityPolicy,
  },
  vite: {
    plugins: [lightStyles, tailwindcss(), oneBundle, publicVariables, queryCompilerFile, fewFiles],
    environments: {
      ssr: {
        build: { rolldownOptions: { output: serverOutput } },
      },
    },
  },
});
