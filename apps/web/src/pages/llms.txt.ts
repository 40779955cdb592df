import type { APIRoute } from 'astro';
import { listPosts } from '../features/blog/list-posts.ts';
import { type DocsReader, listDocs } from '../features/docs/list-docs.ts';
import { siteOf } from '../features/feeds/site-of.ts';
import { paths } from '../paths.ts';

export const prerender = true;

/** What a language model needs to find its way about: https://llmstxt.org */
export const GET: APIRoute = async (context) => {
  const site = siteOf(context);
  const link = (title: string, path: string, description: string) =>
    `- [${title}](${new URL(path, site).href}): ${description}`;
  const docs = async (reader: DocsReader) =>
    (await listDocs(reader)).flatMap(({ pages }) =>
      pages.map(({ id, data }) => link(data.title, paths.docs(id), data.description)),
    );
  const lines = [
    '# Archipelago',
    '',
    '> An open-source starter for multi-tenant SaaS: Astro SSR with Vue islands on Netlify, Clerk, Prisma on pooled Neon Postgres, Stripe. Every tenant, called a workspace, has its own address, look, people, data and bill on one deployment.',
    '',
    'The repository runs as a whole product with `npm start`, without keys. AGENTS.md in it says how to work on the code.',
    '',
    '## Build with it',
    '',
    ...(await docs('developer')),
    '',
    '## Run a workspace',
    '',
    ...(await docs('workspace')),
    link(
      'API reference',
      paths.docs('api'),
      'Every address of the REST API, its fields, answers and errors.',
    ),
    link('OpenAPI', paths.openApi, 'The same for programs.'),
    '',
    '## Decisions',
    '',
    ...(await listPosts()).map(({ id, data }) => link(data.title, paths.blogPost(id), data.description)),
    '',
    '## Optional',
    '',
    link('Features', paths.features, 'What there is today.'),
    link('Pricing', paths.pricing, 'The plans of the sample product.'),
    link('Security', paths.security, 'Threats, defences and their tests.'),
    link('Changelog', paths.changelog, 'What changed, release by release.'),
  ];
  return new Response(`${lines.join('\n')}\n`, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
};
