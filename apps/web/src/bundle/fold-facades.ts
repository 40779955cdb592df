import { posix } from 'node:path';

interface Chunk {
  type: 'chunk';
  fileName: string;
  code: string;
  isEntry: boolean;
  dynamicImports: string[];
}

/** What a bundler is about to write, by file name. */
export type Bundle = Record<string, Chunk | { type: 'asset' }>;

/** What the bundler writes for a page whose code is in a file shared with others: one line that passes its export on. */
const facade = /^\s*export\s*\{\s*(\w+) as (\w+)\s*\}\s*from\s*["'`]\.\/([^"'`]+)["'`];?\s*$/;

/** Takes out the files that only pass one export of another file on; who imports such a file then imports the other. */
export function foldFacades(bundle: Bundle): void {
  const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
  for (const { fileName, code, isEntry } of chunks) {
    const [, local, exported, file] = facade.exec(code) ?? [];
    if (isEntry || !local || !exported || !file) continue;
    const to = { file: posix.join(posix.dirname(fileName), file), local, exported };
    for (const importer of chunks) redirect(importer, fileName, to);
    const isStillNamed = chunks.some((chunk) => chunk.code.includes(posix.basename(fileName)));
    if (!isStillNamed) delete bundle[fileName];
  }
}

function redirect(
  importer: Chunk,
  from: string,
  to: { file: string; local: string; exported: string },
): void {
  if (!importer.dynamicImports.includes(from)) return;
  const pathOf = (file: string) => `./${posix.relative(posix.dirname(importer.fileName), file)}`;
  const loading = (path: string, quote = '"') => `import(${quote}${path}${quote})`;
  for (const quote of ['`', '"', "'"]) {
    importer.code = importer.code.replaceAll(
      loading(pathOf(from), quote),
      `${loading(pathOf(to.file))}.then(file=>({${to.exported}:file.${to.local}}))`,
    );
  }
  importer.dynamicImports = importer.dynamicImports.map((file) => (file === from ? to.file : file));
}
