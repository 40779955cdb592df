import ts from 'typescript';

const root = new URL('../../../', import.meta.url).pathname;

/**
 * What the compiler says about answers when they must be exactly the SDK's types: nothing missing, nothing extra. `what`
 * is where the answer came from, and is put before what is wrong with it.
 */
export function typeMismatches(
  answers: readonly { what: string; type: string; answer: unknown }[],
): string[] {
  const file = `${root}tests/integration/stripe/answers.ts`;
  const lines = answers.map(
    ({ type, answer }, index) =>
      `export const v${index} = ${JSON.stringify(answer)} satisfies Wire<${type}>;`,
  );
  const imports = [
    "import type Stripe from 'stripe';",
    "import type { Wire } from '../../../packages/local-cloud/src/stripe/wire.ts';",
  ];
  const source = [...imports, ...lines].join('\n');
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2024,
    types: ['node'],
  };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (name) => (name === file ? source : readFile(name));
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2024) : getSourceFile(name, ...rest);
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText, file: at, start }) => {
    const line = at && start !== undefined ? at.getLineAndCharacterOfPosition(start).line : 0;
    const what = answers[line - imports.length]?.what ?? 'elsewhere';
    return `${what}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}
