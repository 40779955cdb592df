const longestPathname = 2048;

/** A pathname every layer reads alike, or the refusal of one they could read differently. */
export type NormalisedPath = { ok: true; pathname: string } | { ok: false };

const refused: NormalisedPath = { ok: false };

const isControl = (character: string): boolean => {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 || (code >= 0x7f && code <= 0x9f);
};

/**
 * Decodes a pathname once and encodes it again in one canonical way, so that what is matched here is what Astro's
 * router matches later. Refuses what two parsers could read as different paths: an encoded or doubled slash, a
 * backslash, `;` parameters, dot segments, white space at either end of a segment, control characters, double
 * encoding, bytes that are not UTF-8.
 * Idempotent: a normalised pathname comes back unchanged.
 */
export function normalisePath(pathname: string): NormalisedPath {
  if (!pathname.startsWith('/') || pathname.length > longestPathname) return refused;
  const segments: string[] = [];
  const parts = pathname.slice(1).split('/');
  for (const [index, part] of parts.entries()) {
    if (part === '') {
      if (index < parts.length - 1) return refused;
      segments.push('');
      continue;
    }
    const segment = normaliseSegment(part);
    if (segment === null) return refused;
    segments.push(segment);
  }
  return { ok: true, pathname: `/${segments.join('/')}` };
}

function normaliseSegment(part: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(part);
  } catch {
    return null;
  }
  if (decoded === '.' || decoded === '..' || decoded !== decoded.trim()) return null;
  if (/[/\\;?#]/.test(decoded) || /%[0-9a-f]{2}/i.test(decoded)) return null;
  for (const character of decoded) {
    if (isControl(character)) return null;
  }
  try {
    return encodeSegment(decoded);
  } catch {
    return null;
  }
}

/** Like `encodeURIComponent`, but keeps the characters that a path segment may hold as they are (RFC 3986, pchar). */
function encodeSegment(decoded: string): string {
  return encodeURIComponent(decoded).replace(/%(?:24|26|2B|2C|3A|3D|40)/g, decodeURIComponent);
}
