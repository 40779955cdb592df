import type { Answer } from '../../support/product.ts';

/**
 * How two answers differ in what a person sees of them: status, target, body. Null when they do not; what is made anew
 * for each request, or tells the time, does not count. `aliases` are replaced in both bodies, e.g. two addresses.
 */
export function differenceOf(
  answer: Answer,
  expected: Answer,
  aliases: readonly string[] = [],
): string | null {
  if (answer.status !== expected.status) return `status ${answer.status}, not ${expected.status}`;
  const target = constant(answer, answer.headers.location ?? '', aliases);
  const expectedTarget = constant(expected, expected.headers.location ?? '', aliases);
  if (target !== expectedTarget) return `leads to ${target}, not to ${expectedTarget}`;
  const body = constant(answer, answer.body, aliases);
  const expectedBody = constant(expected, expected.body, aliases);
  if (body === expectedBody) return null;
  let start = 0;
  while (body[start] === expectedBody[start]) start += 1;
  const around = (text: string) => text.slice(Math.max(0, start - 60), start + 120);
  return `the body says …${around(body)}…, not …${around(expectedBody)}…`;
}

function constant({ headers }: Answer, text: string, aliases: readonly string[]): string {
  const known = [headers['x-request-id'] ?? '', ...aliases].filter((part) => part !== '');
  return known
    .reduce((rest, part) => rest.replaceAll(part, '<…>'), text)
    .replace(/nonce="[^"]*"|"nonce":"[^"]*"/g, '<nonce>')
    .replace(/<time\b[^>]*>[^<]*<\/time>/g, '<time>');
}
