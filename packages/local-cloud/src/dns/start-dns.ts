import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createUDPServer, Packet } from 'dns2';
import { refuseProduction } from '../refuse-production.ts';
import { openJsonStore } from '../storage/open-json-store.ts';
import { type DnsRecord, dnsTypes, findRecords, parseRecord } from './dns-records.ts';

export interface LocalDns {
  /** `DNS_SERVERS` */
  address: string;
  /** Newest first. */
  records(): readonly DnsRecord[];
  /** Adds a record, or answers what is wrong with it. */
  add(given: { type: string | null; name: string | null; value: string | null }): Promise<string | null>;
  remove(id: string): Promise<void>;
  stop(): Promise<void>;
}

/** What the local name server leaves out; the console shows it. */
export const dnsLimits = [
  'The real DNS: it knows only the records entered here, and asks nobody else.',
  'Other types than TXT, CNAME and A, DNSSEC, zones, and the time a change takes to spread.',
];

const mostRecords = 500;

/** Starts a name server over UDP for the records a person enters on the console. They are kept across restarts. */
export async function startDns(options: { port: number; dataDirectory: string }): Promise<LocalDns> {
  refuseProduction('The local name server', process.env);
  const store = openJsonStore<{ records: DnsRecord[] }>(join(options.dataDirectory, 'records.json'), {
    // What the product points custom domains at.
    records: [{ id: 'localhost', type: 'A', name: 'localhost', value: '127.0.0.1' }],
  });
  const server = createUDPServer((request, send) => {
    send(answer(request, store.state.records)).catch(() => {});
  });
  server.on('requestError', () => {});
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.bind(options.port, '127.0.0.1', resolve);
  });
  server.on('error', (error: Error) => console.error('The local name server failed:', error.message));
  return {
    address: `127.0.0.1:${server.address().port}`,
    records: () => store.state.records.toReversed(),
    async add(given) {
      const record = parseRecord(given);
      if (typeof record === 'string') return record;
      if (store.state.records.length >= mostRecords)
        return `There are ${mostRecords} records. Remove some first.`;
      store.state.records.push({ id: randomUUID(), ...record });
      await store.save();
      return null;
    },
    async remove(id) {
      store.state.records = store.state.records.filter((record) => record.id !== id);
      await store.save();
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function answer(request: Packet, records: readonly DnsRecord[]): Packet {
  const response = Packet.createResponseFromRequest(request);
  const [question] = request.questions;
  if (!question) return response;
  const type = dnsTypes.find((known) => Packet.TYPE[known] === question.type) ?? null;
  const found = findRecords(records, { name: question.name.toLowerCase(), type });
  if (found === null) response.header.rcode = Packet.RCODE.NXDOMAIN;
  for (const record of found ?? []) response.answers.push(resourceOf(record));
  return response;
}

function resourceOf({ type, name, value }: DnsRecord): Packet['answers'][number] {
  const resource = { name, type: Packet.TYPE[type], class: Packet.CLASS.IN, ttl: 1 };
  if (type === 'TXT') return { ...resource, data: value } as Packet['answers'][number];
  return {
    ...resource,
    ...(type === 'A' ? { address: value } : { domain: value }),
  } as Packet['answers'][number];
}
