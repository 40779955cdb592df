import { expect, test } from 'vitest';
import { z } from 'zod';
import { commentBody } from '../comments/comment-body.ts';
import { emailAddress } from '../input/email-address.ts';
import { singleLine } from '../input/single-line.ts';
import { parseInput } from '../registry/parse-input.ts';
import { AppError } from './app-error.ts';
import { inLanguage } from './in-language.ts';
import { refusal } from './refusal.ts';
import { said } from './said.ts';

const schema = z.strictObject({
  name: singleLine({ shortest: 1, longest: 5, what: 'your name' }),
  email: emailAddress,
  body: commentBody,
});

function refusedFor(input: unknown): AppError {
  try {
    parseInput(schema, input);
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('The input was taken.');
}

test('a refusal is said in the language of the page, with its values', () => {
  const error = refusal('FORBIDDEN', said('joinFirst', { workspace: 'Acme' }), { reason: 'join-first' });
  expect(error.message).toBe('Join Acme first. It is free, and takes one click.');
  expect(inLanguage(error, 'de').message).toContain('Treten Sie zuerst Acme bei');
  expect(inLanguage(error, 'ar').message).toContain('\u2068Acme\u2069');
});

test('every field says in the language of the page what is wrong with it', () => {
  const error = refusedFor({ name: 'Augusta', email: 'ada@', body: ' ' });
  expect(inLanguage(error, 'en').fields).toEqual({
    name: 'Use at most 5 characters; this has 7.',
    email: 'This is not a complete e-mail address. It looks like name@example.com.',
    body: 'Write something first.',
  });
  expect(inLanguage(error, 'de')).toEqual({
    message:
      '3 Felder müssen korrigiert werden. Korrigieren Sie sie und senden Sie das Formular noch einmal.',
    fields: {
      name: 'Verwenden Sie höchstens 5 Zeichen; hier sind es 7.',
      email: 'Das ist keine vollständige E-Mail-Adresse. Sie sieht aus wie name@example.com.',
      body: 'Schreiben Sie zuerst etwas.',
    },
  });
});

test('a field that is wrong alone is what is said of the whole', () => {
  const error = refusedFor({ name: '', email: 'ada@acme.test', body: 'Hello' });
  expect(error.message).toBe('Enter your name.');
  expect(inLanguage(error, 'es').message).toBe('Rellena este campo.');
});

test('what has English alone is said by its code elsewhere, and never in English', () => {
  const error = new AppError('CONFLICT', 'The export is being made already.', { fields: { kind: 'Taken.' } });
  const { message, fields } = inLanguage(error, 'de');
  expect(message).toContain('Inzwischen hat sich etwas geändert');
  expect(fields?.kind).toContain('nicht die erwartete Form');
});

test('a limit says how long to wait', () => {
  const error = new AppError('TOO_MANY_REQUESTS', 'Slower.', { retryAfterSeconds: 3 });
  expect(inLanguage(error, 'ar').message).toContain('بعد 3 ثوانٍ');
});
