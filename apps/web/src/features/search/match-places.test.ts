import type { Permission } from '@archipelago/core/access/permissions';
import { rolePermissions } from '@archipelago/core/access/roles';
import { describe, expect, test } from 'vitest';
import { deeds } from './deeds.ts';
import { matchPlaces } from './match-places.ts';
import { pages } from './places.ts';

const everything = () => true;
const found = (term: string, isAllowed: (permission: Permission) => boolean = everything) =>
  matchPlaces([...pages, ...deeds], term, isAllowed).map(({ label }) => label);

describe('places', () => {
  test('are found by the beginning of their name first', () => {
    expect(found('inv').slice(0, 2)).toEqual(['Invitations', 'Invoices']);
    expect(found('Invite')[0]).toBe('Invite people');
  });

  test('are found by each of several words, in any order', () => {
    expect(found('key api create')).toEqual(['Create an API key']);
    expect(found('settings data')).toEqual(['Data']);
  });

  test.each([
    ['upgrade', 'Change plan'],
    ['logo', 'Branding'],
    ['time zone', 'General'],
    ['two-factor', 'Profile and security'],
    ['GDPR', 'Data'],
  ])('are found by what people call them: %s', (term, label) => {
    expect(found(term)).toContain(label);
  });

  test('are not found by the middle of a word', () => {
    expect(found('ettings')).toEqual([]);
  });

  test('are all suggested, in their order, when nothing is asked for', () => {
    expect(found('')).toEqual([...pages, ...deeds].map(({ label }) => label));
  });

  test('are those that somebody may open', () => {
    const member = found('', (permission) => rolePermissions.member.includes(permission));
    expect(member).toContain('Write a post');
    for (const closed of [
      'Settings',
      'Billing',
      'Audit log',
      'API keys',
      'Invite people',
      'Delete this workspace',
    ]) {
      expect(member).not.toContain(closed);
    }
    expect(found('', (permission) => permission === 'webhooks:manage')).toEqual([
      'Developers',
      'Webhooks',
      'Add a webhook endpoint',
    ]);
  });
});
