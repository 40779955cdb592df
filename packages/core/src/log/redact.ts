const secretName = /secret|token|password|authorization|cookie|api_?key|jwt|signature|smtp|database_?url/i;
const secretValue =
  /\b(sk|rk|pk|whsec|cs|arch)_[A-Za-z0-9_+/=-]{8,}|\beyJ[\w-]+\.[\w-]+\.[\w-]*|(\w+:\/\/)[^\s/@]+@|([?&](?:token|code|ticket)=)[^&\s]+/g;

/** A copy fit for a log: secrets hidden by the name of their field and by their look, errors unfolded, depth limited. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return String(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth > 5) return '…';
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Error) return redactError(value, depth);
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      secretName.test(name) ? '[hidden]' : redact(item, depth + 1),
    ]),
  );
}

function redactText(text: string): string {
  return text.replace(
    secretValue,
    (_, _prefix, scheme, query) => `${scheme ?? query ?? ''}[hidden]${scheme ? '@' : ''}`,
  );
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  return {
    name: error.name,
    message: redactText(error.message),
    stack: error.stack ? redactText(error.stack) : undefined,
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
  };
}
