/** The variables of the build that anybody may know, as Vite gives them. */
interface Resolved {
  env: Record<string, unknown>;
}

/** `import.meta.env`, asked for as a whole or by a name that is not written there. */
const whole = /\bimport\.meta\.env\b(?!\.)/g;

let known = '({})';

/**
 * Clerk's code asks the build for variables by names it is given. Astro answers such code with every variable of the build
 * whose name the file mentions, and so would write the secret key into the function. It is given the public ones alone; the
 * rest it finds where it looks first, in the environment of the function.
 */
export const publicVariables = {
  name: 'public-variables',
  apply: 'build' as const,
  enforce: 'pre' as const,
  configResolved({ env }: Resolved) {
    const open = Object.entries(env).filter(([name]) => name.startsWith('PUBLIC_CLERK_'));
    known = `(${JSON.stringify(Object.fromEntries(open))})`;
  },
  transform(code: string, id: string): string | null {
    if (!/node_modules\/@clerk\//.test(id) || code.search(whole) < 0) return null;
    return code.replace(whole, () => known);
  },
};
