import { createUDPServer, Packet } from 'dns2';

/** What the name server does when asked for a name: its records by type, an error, or nothing at all. */
export type DnsBehaviour =
  | Partial<Record<'TXT' | 'CNAME' | 'A', readonly (string | readonly string[])[]>>
  | 'servfail'
  | 'refused'
  | 'silence';

export interface OwnDns {
  /** `DNS_SERVERS` */
  address: string;
  /** A name that nothing is said about does not exist. */
  say(name: string, behaviour: DnsBehaviour): void;
  /** Names that were asked for, in order. */
  asked: string[];
  stop(): Promise<void>;
}

/** A real name server over UDP whose every answer, and refusal to answer, a test decides. */
export async function startOwnDns(): Promise<OwnDns> {
  const names = new Map<string, DnsBehaviour>();
  const asked: string[] = [];
  const server = createUDPServer((request, send) => {
    const response = Packet.createResponseFromRequest(request);
    const [question] = request.questions;
    const name = question?.name.toLowerCase() ?? '';
    asked.push(name);
    const behaviour = names.get(name);
    if (behaviour === 'silence') return;
    if (behaviour === undefined) response.header.rcode = Packet.RCODE.NXDOMAIN;
    else if (behaviour === 'servfail') response.header.rcode = Packet.RCODE.SERVFAIL;
    else if (behaviour === 'refused') response.header.rcode = Packet.RCODE.REFUSED;
    else response.answers.push(...answersOf(name, behaviour, question?.type));
    send(response).catch(() => {});
  });
  await server.listen(0, '127.0.0.1');
  return {
    address: `127.0.0.1:${server.address().port}`,
    say: (name, behaviour) => void names.set(name, behaviour),
    asked,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function answersOf(name: string, records: Exclude<DnsBehaviour, string>, type: number | undefined) {
  const types = Object.keys(records) as (keyof typeof records)[];
  return types
    .filter((known) => Packet.TYPE[known] === type)
    .flatMap((known) => (records[known] ?? []).map((value) => resourceOf(name, known, value)));
}

function resourceOf(name: string, type: 'TXT' | 'CNAME' | 'A', value: string | readonly string[]) {
  const resource = { name, type: Packet.TYPE[type], class: Packet.CLASS.IN, ttl: 0 };
  const data = { TXT: { data: value }, CNAME: { domain: value }, A: { address: value } }[type];
  return { ...resource, ...data } as Packet['answers'][number];
}
