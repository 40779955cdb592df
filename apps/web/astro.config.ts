import { imageByteLimit } from '@archipelago/core/files/image-kinds';
import netlify from '@astrojs/netlify';
import vue from '@astrojs/vue';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, passthroughImageService } from 'astro/config';
import { clerkOnDemand } from './src/clerk/clerk-on-demand.ts';
import { contentSecurityPolicy } from './src/middleware/content-security-policy.ts';

/** A small function starts fast: names shortened, and what many pages share in few files. Pages stay apart. */
const serverOutput = {
  minify: true,
  codeSplitting: {
    groups: [
      { name: 'clerk', test: /node_modules\/@clerk\//, priority: 2 },
      { name: 'database', test: /node_modules\/@(?:prisma|neondatabase)\/|packages\/db\//, priority: 2 },
      { name: 'stripe', test: /node_modules\/stripe\//, priority: 2 },
      { name: 'suffixes', test: /node_modules\/tldts/, priority: 2 },
      // What only changes need: a page that reads must not bring it along.
      {
        name: 'jobs',
        test: /node_modules\/(?:pg-boss|nodemailer|cron-parser|luxon)\//,
        priority: 2,
      },
      { name: 'astro', test: /node_modules\/(?:astro|vue|@vue|zod)\//, priority: 2 },
      // Without what changes things: commands bring the job queue along.
      {
        name: 'reading',
        test: /packages\/core\/src\/(?:access|context|errors|input|log|paging|registry\/query)/,
        priority: 1,
      },
      { name: 'interface', test: /packages\/ui\/|src\/(?:layouts|components|features)\//, priority: 1 },
    ],
  },
};

/** Halves the server function and its cold start. Only for builds: Vite's own runner cannot load every CommonJS package. */
const oneBundle = {
  name: 'one-bundle',
  apply: 'build' as const,
  config: () => ({
    // For Node, Vue comes with its compiler of templates; they are all compiled here already.
    resolve: {
      alias: [
        { find: /^vue$/, replacement: 'vue/dist/vue.runtime.esm-bundler.js' },
        {
          find: /^(?:vue|@vue)\/server-renderer$/,
          replacement: '@vue/server-renderer/dist/server-renderer.esm-bundler.js',
        },
      ],
    },
    ssr: { noExternal: true },
    environments: { ssr: { resolve: { noExternal: true } } },
  }),
};

export default defineConfig({
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
    // The largest form carries a picture.
    actionBodySizeLimit: imageByteLimit + 64 * 1024,
    csp: contentSecurityPolicy,
  },
  vite: {
    plugins: [tailwindcss(), oneBundle],
    environments: {
      ssr: {
        build: { rolldownOptions: { output: serverOutput } },
      },
    },
  },
});
