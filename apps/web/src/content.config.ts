import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { docsGroups } from './features/docs/docs-groups.ts';

export const collections = {
  /** How to run a workspace, for the people who do. One page a file; its name is its address. */
  docs: defineCollection({
    loader: glob({ base: './src/content/docs', pattern: '*.md' }),
    schema: z.strictObject({
      title: z.string(),
      description: z.string(),
      group: z.enum(docsGroups).default('Your workspace'),
      /** Place within its group, lowest first. */
      order: z.number(),
    }),
  }),
};
