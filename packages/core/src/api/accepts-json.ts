const ours = ['application/json', 'application/*', '*/*', 'application/problem+json', 'application/*+json'];

/** Whether an `Accept` header lets us answer with JSON; no header lets us answer with anything. */
export function acceptsJson(header: string | null): boolean {
  if (header === null || header.trim() === '') return true;
  return header.split(',').some((range) => {
    const [type = '', ...parameters] = range.toLowerCase().split(';');
    const refused = parameters.some((parameter) => /^\s*q\s*=\s*0(\.0*)?\s*$/.test(parameter));
    return !refused && ours.includes(type.trim());
  });
}
