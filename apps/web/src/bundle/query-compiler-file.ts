import { readFile } from 'node:fs/promises';

/** What this needs of the bundler that calls it. */
interface Emitter {
  emitFile(file: { type: 'asset'; fileName: string; source: Uint8Array }): unknown;
}

const fileName = 'query-compiler.wasm';

/**
 * Prisma's query compiler comes as base64 in JavaScript, for bundlers that know nothing else. The server function carries
 * it as the bytes it is: a quarter smaller packed, and nothing to decode when the function starts.
 */
export const queryCompilerFile = {
  name: 'query-compiler-file',
  apply: 'build' as const,
  enforce: 'pre' as const,
  applyToEnvironment: ({ name }: { name: string }) => name === 'ssr',
  async load(this: Emitter, id: string): Promise<string | null> {
    if (!/query_compiler_\w+\.postgresql\.wasm-base64\.mjs$/.test(id)) return null;
    const [, base64] = /const wasm = "([\w+/=]+)"/.exec(await readFile(id, 'utf8')) ?? [];
    if (!base64) throw new Error(`${id} holds no base64 any more.`);
    this.emitFile({ type: 'asset', fileName: `chunks/${fileName}`, source: Buffer.from(base64, 'base64') });
    // Prisma's code reads `wasm` with `Buffer.from`, which takes bytes as it takes text.
    return `
      import { readFileSync } from 'node:fs';
      export const wasm = readFileSync(new URL('./${fileName}', import.meta.url));
    `;
  },
};
