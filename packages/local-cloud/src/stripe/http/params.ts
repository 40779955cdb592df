import { invalidRequest, missingParameter } from '../stripe-error.ts';
import type { FormObject, FormValue } from './parse-form.ts';

/**
 * Reads the parameters of one request. Every reader notes what it read, and `finish()` refuses what nobody read, so
 * that a parameter the local Stripe ignores is never silently ignored. Call it before changing anything.
 */
export class Params {
  readonly #values: FormObject;
  readonly #path: string;
  readonly #read = new Set<string>();
  readonly #inner: Params[] = [];

  constructor(values: FormObject, path = '') {
    this.#values = values;
    this.#path = path;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#values, name);
  }

  /** What was sent, for an object whose names the caller chooses. */
  names(): string[] {
    return Object.keys(this.#values);
  }

  isObject(name: string): boolean {
    return typeof this.#values[name] === 'object' && !Array.isArray(this.#values[name]);
  }

  /** As sent; `''` is Stripe's way to unset. */
  string(name: string): string | undefined {
    const value = this.#take(name);
    if (value === undefined || typeof value === 'string') return value;
    throw invalidRequest(`Invalid string: ${this.#name(name)}.`, this.#name(name));
  }

  required(name: string): string {
    const value = this.string(name);
    if (!value) throw missingParameter(this.#name(name));
    return value;
  }

  integer(name: string): number | undefined {
    const value = this.string(name);
    if (value === undefined) return undefined;
    if (!/^-?\d{1,15}$/.test(value)) {
      throw invalidRequest(`Invalid integer: ${value}`, this.#name(name), 'parameter_invalid_integer');
    }
    return Number(value);
  }

  boolean(name: string): boolean | undefined {
    const value = this.string(name);
    if (value === undefined) return undefined;
    if (value !== 'true' && value !== 'false') {
      throw invalidRequest(`Invalid boolean: ${value}`, this.#name(name));
    }
    return value === 'true';
  }

  choice<const Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    const value = this.string(name);
    if (value === undefined) return undefined;
    const choice = choices.find((candidate) => candidate === value);
    if (choice) return choice;
    throw invalidRequest(
      `Invalid ${this.#name(name)}: must be one of ${choices.join(', ')}`,
      this.#name(name),
    );
  }

  strings(name: string): string[] | undefined {
    const value = this.#take(name);
    if (value === undefined) return undefined;
    if (value === '') return [];
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    throw invalidRequest(`Invalid array: ${this.#name(name)}.`, this.#name(name));
  }

  /** An object of strings whose names the caller chooses. */
  map(name: string): Record<string, string> | undefined {
    const value = this.#take(name);
    if (value === undefined || value === '') return undefined;
    if (typeof value === 'string')
      throw invalidRequest(`Invalid object: ${this.#name(name)}.`, this.#name(name));
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, String(entry)]));
  }

  object(name: string): Params | undefined {
    const value = this.#take(name);
    if (value === undefined || value === '') return undefined;
    if (typeof value === 'string' || Array.isArray(value)) {
      throw invalidRequest(`Invalid object: ${this.#name(name)}.`, this.#name(name));
    }
    return this.#nest(value, this.#name(name));
  }

  objects(name: string): Params[] | undefined {
    const value = this.#take(name);
    if (value === undefined) return undefined;
    const items = Array.isArray(value) ? value : [];
    return items.map((item, index) => {
      const path = `${this.#name(name)}[${index}]`;
      if (typeof item === 'string' || Array.isArray(item))
        throw invalidRequest(`Invalid object: ${path}.`, path);
      return this.#nest(item, path);
    });
  }

  /** Merged over `current`; a key set to `''` goes, and so does everything when the whole is `''`. */
  metadata(current: Record<string, string> = {}): Record<string, string> {
    const value = this.#take('metadata');
    if (value === undefined) return current;
    if (value === '') return {};
    const entries = Object.entries(value).map(([key, entry]) => [key, String(entry)] as const);
    return Object.fromEntries(
      [...Object.entries(current), ...entries].filter(([key]) => {
        const sent = entries.find(([name]) => name === key);
        return sent?.[1] !== '';
      }),
    );
  }

  /** Throws Stripe's error for the first parameter that was sent and not read. */
  finish(): void {
    const unread = Object.keys(this.#values).find((name) => !this.#read.has(name));
    if (unread !== undefined) {
      const message = `Received unknown parameter: ${this.#name(unread)}. If Stripe itself knows it, the local Stripe does not simulate it.`;
      throw invalidRequest(message, this.#name(unread), 'parameter_unknown');
    }
    for (const inner of this.#inner) inner.finish();
  }

  #take(name: string): FormValue | undefined {
    this.#read.add(name);
    return this.has(name) ? this.#values[name] : undefined;
  }

  #nest(values: FormObject, path: string): Params {
    const inner = new Params(values, path);
    this.#inner.push(inner);
    return inner;
  }

  #name(name: string): string {
    return this.#path ? `${this.#path}[${name}]` : name;
  }
}
