import { redact } from './redact.ts';

type Fields = Record<string, unknown>;

/**
 * Structured logging: one line of JSON per event. `event` is a short stable name such as `mail.sent`; what varies goes
 * into fields. Secrets are hidden wherever they appear.
 */
export const log = {
  info: (event: string, fields: Fields = {}) => write('info', event, fields),
  warn: (event: string, fields: Fields = {}) => write('warn', event, fields),
  error: (event: string, fields: Fields = {}) => write('error', event, fields),
};

function write(level: 'info' | 'warn' | 'error', event: string, fields: Fields): void {
  const names = { level, event, at: new Date().toISOString() };
  // First for people who read a line, last so that no field can pass for one of them.
  console[level](JSON.stringify({ ...names, ...(redact(fields) as Fields), ...names }));
}
