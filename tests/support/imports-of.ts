const specifier =
  /(?:^|[;\n])\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?\s*['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Module specifiers a TypeScript, Vue or Astro source imports, types and dynamic imports included. */
export function importsOf(text: string): string[] {
  const code = text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^---\n/, '\n')
    .replace(/<script[^>]*>/g, '\n');
  return [...code.matchAll(specifier)].map((match) => match[1] ?? match[2] ?? '');
}
