import { expect, test } from 'vitest';
import { readMeasuring } from './measuring.ts';

test('without an address nothing is measured', () => {
  expect(readMeasuring({})).toBeNull();
  expect(
    readMeasuring({ ANALYTICS_SCRIPT_URL: '', ANALYTICS_SITE: 'data-domain=archipelago.example' }),
  ).toBeNull();
});

test('an address gives the script, its origin and the site it counts for', () => {
  expect(
    readMeasuring({
      ANALYTICS_SCRIPT_URL: 'https://count.example/js/script.js?v=2',
      ANALYTICS_SITE: 'data-domain=archipelago.example',
    }),
  ).toEqual({
    script: 'https://count.example/js/script.js?v=2',
    origin: 'https://count.example',
    host: 'count.example',
    attribute: { name: 'data-domain', value: 'archipelago.example' },
  });
  expect(readMeasuring({ ANALYTICS_SCRIPT_URL: 'http://localhost:8899/count.js' })?.attribute).toBeNull();
});

test.each([
  { ANALYTICS_SCRIPT_URL: 'http://count.example/script.js' },
  { ANALYTICS_SCRIPT_URL: 'javascript:alert(1)' },
  { ANALYTICS_SCRIPT_URL: '//count.example/script.js' },
  { ANALYTICS_SCRIPT_URL: 'https://count.example/a.js', ANALYTICS_SITE: 'onload=alert(1)' },
  { ANALYTICS_SCRIPT_URL: 'https://count.example/a.js', ANALYTICS_SITE: 'data-site="><script>' },
])('what is no address or no attribute is refused: %j', (source) => {
  expect(() => readMeasuring(source)).toThrow();
});
