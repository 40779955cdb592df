import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngineAdapter } from './schema-engine-adapter.ts';

export interface SchemaEngine {
  version(): string;
  diff(params: unknown): Promise<{ exitCode: number; stdout: string | null }>;
}

/** What wasm-bindgen generated; its own loader works in bundlers only. */
interface Glue {
  version(): string;
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
  SchemaEngine: {
    new: (
      options: { datamodels: [path: string, text: string][] | undefined },
      onLog: (line: string) => void,
      adapter: object,
    ) => Promise<SchemaEngine>;
  };
}

/** The text of the last Rust panic, which the engine reports through a global before it traps. */
let panicText: string | undefined;

export function lastPanic(): string | undefined {
  return panicText;
}

export async function loadGlue(): Promise<Glue> {
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message: (text: string) => {
        panicText = text;
      },
    },
  });
  const gluePath = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const glue = (await import(gluePath)) as Glue;
  const module = new WebAssembly.Module(readFileSync(join(gluePath, '../schema_engine_bg.wasm')));
  const instance = new WebAssembly.Instance(module, {
    './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports,
  });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return glue;
}

/**
 * @param options.url null for commands that need no database, such as generating the client.
 * @param options.datamodels paths of the schema files, or none.
 */
export async function loadSchemaEngine(options: {
  url: string | null;
  datamodels: readonly string[];
}): Promise<SchemaEngine> {
  const glue = await loadGlue();
  const adapter = new SchemaEngineAdapter(new URL(options.url ?? 'postgresql://none@127.0.0.1:1/none'));
  const datamodels = options.datamodels.map((path): [string, string] => [path, readFileSync(path, 'utf8')]);
  return glue.SchemaEngine.new(
    { datamodels: datamodels.length > 0 ? datamodels : undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
}
