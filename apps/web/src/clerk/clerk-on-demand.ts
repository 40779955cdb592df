import clerk from '@clerk/astro';
import type { AstroIntegration } from 'astro';
import { proxyPath } from './proxy-path.ts';

/** With the prebuilt components, and the core alone. */
const modules = { ui: 'virtual:clerk/ui', core: 'virtual:clerk/core' } as const;

type SetupHook = NonNullable<AstroIntegration['hooks']['astro:config:setup']>;
type SetupContext = Parameters<SetupHook>[0];

/**
 * `@clerk/astro` without the script that it puts on every page, public and prerendered ones too. What it would inject
 * becomes two modules, which `ClerkScripts.astro` imports on the pages that need them.
 */
export function clerkOnDemand(): AstroIntegration {
  // The schema holds PUBLIC_CLERK_PROXY_URL to be an absolute URL; the settings are validated in the domain.
  const options = { signInUrl: '/sign-in', signUpUrl: '/sign-up', enableEnvSchema: false };
  const withUi = clerk(options);
  const coreOnly = clerk({ ...options, prefetchUI: false });
  return {
    name: 'clerk-on-demand',
    hooks: {
      ...withUi.hooks,
      'astro:config:setup': async (context) => {
        const sources = new Map<string, string>();
        await runSetup(withUi, { ...context, injectScript: capture(sources, modules.ui) });
        // Only the script is wanted of the second one: its settings would switch the components off everywhere.
        await runSetup(coreOnly, {
          ...context,
          injectScript: capture(sources, modules.core),
          updateConfig: () => context.config,
        });
        if (sources.size !== 2) {
          throw new Error(
            '@clerk/astro no longer injects a "page" script, so its browser code was not found. Compare its integration with clerk-on-demand.ts.',
          );
        }
        context.injectRoute({
          pattern: `${proxyPath}/[...path]`,
          entrypoint: new URL('./frontend-api-proxy.ts', import.meta.url),
          prerender: false,
        });
        context.updateConfig({
          vite: {
            plugins: [
              {
                name: 'clerk-on-demand',
                resolveId: (id: string) => (sources.has(id) ? `\0${id}` : undefined),
                load: (id: string) => (id.startsWith('\0') ? sources.get(id.slice(1)) : undefined),
              },
            ],
          },
        });
      },
    },
  };
}

async function runSetup(integration: AstroIntegration, context: SetupContext): Promise<void> {
  await integration.hooks['astro:config:setup']?.(context);
}

function capture(sources: Map<string, string>, id: string): SetupContext['injectScript'] {
  return (stage, source) => {
    if (stage === 'page') sources.set(id, source);
  };
}
