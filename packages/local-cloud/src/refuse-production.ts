/** What the platform sets in a place where real people's data may live. */
const productionMarks: readonly ((environment: Record<string, string | undefined>) => string | null)[] = [
  ({ CONTEXT }) => (CONTEXT === 'production' ? 'CONTEXT=production' : null),
  ({ NETLIFY }) => (NETLIFY === 'true' ? 'NETLIFY=true' : null),
  ({ AWS_LAMBDA_FUNCTION_NAME }) => (AWS_LAMBDA_FUNCTION_NAME ? 'AWS_LAMBDA_FUNCTION_NAME' : null),
];

/**
 * Throws where a local stand-in must never run. Every local service calls it before it opens a port, because a
 * stand-in accepts secrets that are printed in this repository.
 */
export function refuseProduction(serviceName: string, environment: Record<string, string | undefined>): void {
  for (const mark of productionMarks) {
    const found = mark(environment);
    if (found) {
      throw new Error(
        `${serviceName} did not start: ${found} says that this is a production platform, and the local cloud accepts ` +
          'publicly known secrets. Use the real service there, or unset the variable on your own machine.',
      );
    }
  }
}
