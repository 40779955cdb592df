import netlify from '@astrojs/netlify';
import vue from '@astrojs/vue';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, passthroughImageService } from 'astro/config';
import { clerkOnDemand } from './src/clerk/clerk-on-demand.ts';
import { contentSecurityPolicy } from './src/middleware/content-security-policy.ts';

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
  image: { service: passthroughImageService() },
  session: false,
  security: {
    // Replaced by `same-origin.ts`, which also covers JSON bodies and judges by the host the browser named.
    checkOrigin: false,
    // Any entry makes Astro believe X-Forwarded-Host.
    allowedDomains: [],
    csp: contentSecurityPolicy,
  },
  vite: {
    plugins: [tailwindcss()],
    ssr: { noExternal: true },
    environments: { ssr: { resolve: { noExternal: true } } },
  },
});
