import { readMeasuring } from '@archipelago/core/measuring';
import { expect, test } from 'vitest';
import { isMeasured, measuringSources } from './measuring-sources.ts';

const counter = readMeasuring({ ANALYTICS_SCRIPT_URL: 'https://count.example/script.js' });

test('public pages may load the script from its origin and tell it, and no more', () => {
  for (const route of [
    '/',
    '/pricing/[currency]',
    '/docs/[...page]',
    '/w/[workspace]',
    '/w/[workspace]/posts/[post]',
  ]) {
    expect(measuringSources(route, counter)).toEqual({
      'script-src': ['https://count.example'],
      'connect-src': ['https://count.example'],
    });
  }
});

test('pages of one’s own work and account are not measured', () => {
  for (const route of [
    '/w/[workspace]/dashboard',
    '/w/[workspace]/dashboard/posts/[post]/preview',
    '/w/[workspace]/who',
    '/workspaces/new',
    '/account/data',
    '/operator',
    '/sign-in/[...step]',
    '/404',
  ]) {
    expect(isMeasured(route)).toBe(false);
    expect(measuringSources(route, counter)).toEqual({});
  }
});

test('without a script no page may do anything more', () => {
  expect(measuringSources('/', null)).toEqual({});
});
