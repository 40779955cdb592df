import { emailAddress } from '../input/email-address.ts';

/** What one piece of a typed list comes to: an address to write to, in lower case, or what is wrong with it. */
export type ListedAddress = { typed: string; email: string } | { typed: string; problem: string };

export interface AddressList {
  /** In the order typed; an address that stands there twice is listed once. */
  addresses: ListedAddress[];
  /** How many pieces were left out because they repeat another. */
  repeated: number;
}

/**
 * Reads a list as people paste it: addresses or `Name <address>`, separated by lines, semicolons, commas or, between bare
 * addresses, spaces. Names are dropped: nothing but an address that passed the check is ever written to.
 */
export function parseAddressList(text: string): AddressList {
  const addresses = new Map<string, ListedAddress>();
  let pieces = 0;
  for (const typed of text.split(/[\r\n;]/).flatMap(splitLine)) {
    pieces += 1;
    const listed = readPiece(typed);
    const key = 'email' in listed ? listed.email : `?${typed.toLowerCase()}`;
    if (!addresses.has(key)) addresses.set(key, listed);
  }
  return { addresses: [...addresses.values()], repeated: pieces - addresses.size };
}

/** Splits at commas, except inside quotes and in a name as `Lovelace, Ada <ada@acme.test>` has it. */
function splitLine(line: string): string[] {
  const parts = (line.match(/(?:"[^"]*"|[^,])+/g) ?? []).map((part) => part.trim()).filter(Boolean);
  const pieces: string[] = [];
  let name = '';
  for (const [index, part] of parts.entries()) {
    const next = parts[index + 1] ?? '';
    if (!part.includes('@') && /^[^@<]*<[^<>]*>$/.test(next)) {
      name = `${name}${part}, `;
      continue;
    }
    pieces.push(...splitSpaces(name + part));
    name = '';
  }
  return pieces;
}

function splitSpaces(part: string): string[] {
  const words = part.split(/\s+/);
  return words.every((word) => word.includes('@')) ? words : [part];
}

function readPiece(typed: string): ListedAddress {
  const address = (/^[^<>]*<([^<>]*)>$/.exec(typed)?.[1] ?? typed).trim().replace(/^mailto:/i, '');
  const parsed = emailAddress.safeParse(address);
  return parsed.success ? { typed, email: parsed.data } : { typed, problem: problemWith(address) };
}

function problemWith(address: string): string {
  const at = address.lastIndexOf('@');
  if (at < 0) return 'There is no @ in it.';
  if (/\s/.test(address)) return 'There is a space in it. Put each address on a line of its own.';
  if (at === 0) return 'There is nothing before the @.';
  const domain = address.slice(at + 1);
  if (domain === '') return 'There is nothing after the @.';
  if (address.indexOf('@') < at) return 'There is more than one @ in it.';
  if (address.length > 254) return 'It is longer than an e-mail address can be.';
  if (!/\.[a-z]{2,}$/i.test(domain)) return `“${domain}” is not complete. It ends like example.com.`;
  return 'It has a character that an e-mail address cannot have.';
}
