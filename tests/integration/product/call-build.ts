import { join } from 'node:path';
import { root } from '../../support/source-files.ts';

/**
 * A program: calls the built server as the platform does, once for each path it is given, with the environment it was
 * started with, and prints the answers as JSON on its last line.
 */
const entry = join(root, 'apps/web/.netlify/v1/functions/ssr/ssr.mjs');
const { default: handler } = (await import(entry)) as {
  default: (request: Request, context: object) => Promise<Response>;
};
const answers = [];
for (const path of process.argv.slice(2)) {
  const context = { ip: '192.0.2.1', geo: {}, requestId: '', waitUntil: () => undefined };
  const response = await handler(new Request(`https://archipelago.example${path}`), context);
  answers.push({ path, status: response.status, body: await response.text() });
}
process.stdout.write(`\n${JSON.stringify(answers)}\n`, () => process.exit(0));
