export type FormValue = string | FormValue[] | { [name: string]: FormValue };
export type FormObject = { [name: string]: FormValue };

/** Reads `a=1&b[c]=2&d[0][e]=3&f[]=4` as Stripe does. Never writes to a prototype. */
export function parseForm(encoded: string): FormObject {
  const root: FormObject = Object.create(null);
  for (const [name, value] of new URLSearchParams(encoded)) {
    const [head = '', ...rest] = name.split('[');
    place(root, [head, ...rest.map((part) => part.replace(/\]$/, ''))], value);
  }
  return withLists(root) as FormObject;
}

function place(node: FormObject, path: string[], value: string): void {
  const [name = '', ...rest] = path;
  const key = name === '' ? String(Object.keys(node).length) : name;
  if (rest.length === 0) {
    node[key] = value;
    return;
  }
  const inner = node[key];
  const next: FormObject = isObject(inner) ? inner : Object.create(null);
  node[key] = next;
  place(next, rest, value);
}

function withLists(value: FormValue): FormValue {
  if (!isObject(value)) return value;
  const names = Object.keys(value);
  const isList = names.length > 0 && names.every((name) => /^\d{1,3}$/.test(name));
  if (isList) return names.sort((a, b) => Number(a) - Number(b)).map((name) => withLists(value[name] ?? ''));
  for (const name of names) value[name] = withLists(value[name] ?? '');
  return value;
}

function isObject(value: FormValue | undefined): value is FormObject {
  return typeof value === 'object' && !Array.isArray(value);
}
