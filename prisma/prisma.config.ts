import { defineConfig } from 'prisma/config';

export default defineConfig({
  schema: 'schema',
  migrations: { path: 'migrations', seed: 'node prisma/seed.ts' },
  // Generating the client needs no database, so an absent address is no error here.
  datasource: { url: process.env.DATABASE_URL_UNPOOLED ?? '' },
});
