import { expect, test } from 'vitest';
import { joinedLetters } from './arabic-letters.ts';
import { directionOf, visualOrder } from './visual-order.ts';

test('letters take the form that their neighbours ask for', () => {
  expect(joinedLetters('بيت')).toBe('ﺑﻴﺖ');
  expect(joinedLetters('دار')).toBe('ﺩﺍﺭ');
  expect(joinedLetters('سماء')).toBe('ﺳﻤﺎﺀ');
  expect(joinedLetters('ب ب')).toBe('ﺏ ﺏ');
});

test('lam and alef are one letter, and vowel signs are left out', () => {
  expect(joinedLetters('سلام')).toBe('ﺳﻼﻡ');
  expect(joinedLetters('لا')).toBe('ﻻ');
  expect(joinedLetters('بَيْت')).toBe('ﺑﻴﺖ');
});

test('Persian letters have forms too, and what is not Arabic stays', () => {
  expect(joinedLetters('گپ')).toBe('ﮔﭗ');
  expect(joinedLetters('Tides 4.2')).toBe('Tides 4.2');
});

test('the first letter says in which direction a text runs', () => {
  expect(directionOf('42 قارب')).toBe('rtl');
  expect(directionOf('Boat قارب')).toBe('ltr');
  expect(directionOf('42')).toBe('ltr');
});

test('a line from right to left is turned, names and numbers in it are not', () => {
  expect(visualOrder('אב Mk IV גד', 'rtl')).toBe('דג Mk IV בא');
  expect(visualOrder('אב 4.2 (גד)', 'rtl')).toBe('(דג) 4.2 בא');
  expect(visualOrder('אב 12 – 34', 'rtl')).toBe('34 – 12 בא');
});

test('Arabic in a line from left to right is turned alone', () => {
  expect(visualOrder('The אב גד gauge', 'ltr')).toBe('The דג בא gauge');
  expect(visualOrder('Plain, as it is.', 'ltr')).toBe('Plain, as it is.');
});
