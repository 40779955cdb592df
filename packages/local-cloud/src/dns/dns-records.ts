export const dnsTypes = ['TXT', 'CNAME', 'A'] as const;
export type DnsType = (typeof dnsTypes)[number];

export interface DnsRecord {
  id: string;
  type: DnsType;
  /** Lower case, without the dot at the end. */
  name: string;
  value: string;
}

const name = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$/;
const values: Record<DnsType, { shape: RegExp; hint: string }> = {
  TXT: { shape: /^[\x20-\x7e]{1,255}$/, hint: 'A TXT value is 1 to 255 plain characters.' },
  CNAME: { shape: name, hint: 'A CNAME leads to a host name, e.g. localhost.' },
  A: {
    shape: /^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$)|$)){4}$/,
    hint: 'An A record is an IPv4 address, e.g. 127.0.0.1.',
  },
};

/** What a person typed as a record, or a sentence about what is wrong with it. */
export function parseRecord(given: {
  type: string | null;
  name: string | null;
  value: string | null;
}): Omit<DnsRecord, 'id'> | string {
  const type = dnsTypes.find((known) => known === given.type);
  if (!type) return `Choose one of ${dnsTypes.join(', ')}.`;
  const host = (given.name ?? '').trim().toLowerCase().replace(/\.$/, '');
  if (!name.test(host))
    return 'A name is labels with dots between them, e.g. _archipelago-challenge.example.com.';
  const value = (given.value ?? '').trim().replace(/^"(.*)"$/, '$1');
  const { shape, hint } = values[type];
  return shape.test(value) ? { type, name: host, value } : hint;
}

/** What a name server answers: the records, those a CNAME leads to included; null when the name does not exist. */
export function findRecords(
  records: readonly DnsRecord[],
  wanted: { name: string; type: DnsType | null },
  followed = 0,
): DnsRecord[] | null {
  const there = records.filter((record) => record.name === wanted.name);
  if (there.length === 0) return null;
  const alias = there.find(({ type }) => type === 'CNAME');
  if (!alias || wanted.type === 'CNAME') return there.filter(({ type }) => type === wanted.type);
  if (followed === 8) return [alias];
  return [
    alias,
    ...(findRecords(records, { ...wanted, name: alias.value.toLowerCase() }, followed + 1) ?? []),
  ];
}
