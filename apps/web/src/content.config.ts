import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { docsGroups } from './features/docs/docs-groups.ts';

export const collections = {
  /** How to run a workspace, and below `develop/` how to build with the code. One page a file; its name is its address. */
  docs: defineCollection({
    loader: glob({ base: './src/content/docs', pattern: '**/*.md' }),
    schema: z.strictObject({
      title: z.string(),
      description: z.string(),
      group: z.enum(docsGroups).default('Your workspace'),
      /** Place within its group, lowest first. */
      order: z.number(),
    }),
  }),
  /** Decisions, told at length. */
  blog: defineCollection({
    loader: glob({ base: './src/content/blog', pattern: '*.md' }),
    schema: z.strictObject({
      title: z.string(),
      description: z.string(),
      date: z.date(),
    }),
  }),
  /** What changed, an entry for each release. */
  changelog: defineCollection({
    loader: glob({ base: './src/content/changelog', pattern: '*.md' }),
    schema: z.strictObject({
      title: z.string(),
      /** One sentence, for feeds. */
      summary: z.string(),
      version: z.string(),
      date: z.date(),
    }),
  }),
};
