import { ClerkError } from '../clerk-error.ts';

/** The named values of a query or a body, form-encoded or JSON. */
export class Fields {
  readonly #values: Record<string, unknown>;

  constructor(values: Record<string, unknown>) {
    this.#values = values;
  }

  /** Repeated names and names ending in `[]` become lists. */
  static fromSearch(search: URLSearchParams): Fields {
    const values: Record<string, unknown> = {};
    for (const name of new Set(search.keys())) {
      const all = search.getAll(name);
      const isList = name.endsWith('[]') || all.length > 1;
      values[name.replace(/\[\]$/, '')] = isList ? all : all[0];
    }
    return new Fields(values);
  }

  static fromBody(text: string, contentType: string): Fields {
    if (!text) return new Fields({});
    if (!contentType.includes('json')) return Fields.fromSearch(new URLSearchParams(text));
    try {
      const parsed: unknown = JSON.parse(text);
      return new Fields(
        typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {},
      );
    } catch {
      throw new ClerkError(400, 'request_body_invalid', 'The body is not valid JSON.');
    }
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined;
  }

  /** The text, or undefined when absent, null or empty. */
  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  /** The text, or Clerk's error for a missing field. */
  required(name: string): string {
    const value = this.text(name);
    if (value === undefined)
      throw new ClerkError(422, 'form_param_missing', `${name} must be included.`, name);
    return value;
  }

  number(name: string): number | undefined {
    const value = Number(this.#values[name]);
    return this.has(name) && Number.isFinite(value) ? value : undefined;
  }

  flag(name: string): boolean {
    return this.#values[name] === true || this.#values[name] === 'true';
  }

  list(name: string): string[] {
    const value = this.#values[name];
    if (value === undefined || value === null) return [];
    return (Array.isArray(value) ? value : [value]).map(String);
  }

  /** A metadata object; forms carry it as JSON text. */
  metadata(name: string): Record<string, unknown> | undefined {
    const value = this.#values[name];
    const parsed: unknown = typeof value === 'string' && value ? JSON.parse(value) : value;
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : undefined;
  }
}
