import { expect, test } from 'vitest';
import { domainRecords } from './domain-records.ts';

const challenge = 'archipelago-verify=1';
const target = 'sites.archipelago.com';

test('a subdomain is verified by TXT and routed by CNAME', () => {
  const domain = { host: 'community.example.com', challenge, isApex: false };
  expect(domainRecords(domain, { target, addresses: ['192.0.2.1'] })).toEqual([
    {
      purpose: 'verification',
      type: 'TXT',
      name: '_archipelago-challenge.community.example.com',
      value: challenge,
    },
    { purpose: 'routing', type: 'CNAME', name: 'community.example.com', value: target },
  ]);
});

test('a registered domain itself gets addresses, or an alias where there are none', () => {
  const domain = { host: 'example.com', challenge, isApex: true };
  const typed = (addresses: string[]) =>
    domainRecords(domain, { target, addresses })
      .slice(1)
      .map(({ type, value }) => [type, value]);
  expect(typed(['192.0.2.1', '2001:db8::1'])).toEqual([
    ['A', '192.0.2.1'],
    ['AAAA', '2001:db8::1'],
  ]);
  expect(typed([])).toEqual([['ALIAS', target]]);
});
