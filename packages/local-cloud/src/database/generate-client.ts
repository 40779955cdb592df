import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { generatedFolder, prismaFolder, runPrisma } from './prisma-cli.ts';

/** Writes packages/db/src/generated. Costs nothing when neither the schema nor Prisma changed since the last time. */
export async function generateClient(): Promise<void> {
  const stamp = join(generatedFolder, '.generated-from');
  const source = schemaHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === source) return;
  const { code, output } = await runPrisma(['generate']);
  if (code !== 0) {
    throw new Error(`Prisma could not generate its client from prisma/schema. It said:\n\n${output.trim()}`);
  }
  writeFileSync(stamp, source);
}

function schemaHash(): string {
  const hash = createHash('sha256').update(
    readFileSync(createRequire(import.meta.url).resolve('prisma/package.json')),
  );
  const folder = join(prismaFolder, 'schema');
  for (const file of readdirSync(folder).sort()) hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest('hex');
}
