export interface DomainList {
  /** Lower case, without `@`, each once. */
  domains: string[];
  /** What is no domain, as it was typed. */
  wrong: string[];
}

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const domainPattern = new RegExp(`^(?:${label}\\.)+[a-z]{2,63}$`);

/** Reads domains separated by lines, commas, semicolons or spaces; `@acme.test` counts as `acme.test`. */
export function parseDomainList(text: string): DomainList {
  const typed = [
    ...new Set(
      text
        .toLowerCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ];
  const read = typed.map((piece) => ({ piece, domain: piece.replace(/^@/, '') }));
  const isDomain = ({ domain }: { domain: string }) => domain.length <= 253 && domainPattern.test(domain);
  return {
    domains: [...new Set(read.filter(isDomain).map(({ domain }) => domain))],
    wrong: read.filter((one) => !isDomain(one)).map(({ piece }) => piece),
  };
}

/** What stands behind the @, or null. */
export function domainOf(email: string): string | null {
  const at = email.lastIndexOf('@');
  return at < 0 ? null : email.slice(at + 1) || null;
}
