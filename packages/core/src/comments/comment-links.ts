/** A part of a comment: text, or the address of a link as it was written. */
export interface CommentPart {
  text: string;
  href: string | null;
}

// Nothing invisible, and none of what ends an address in a sentence or in markup.
const address = /\bhttps?:\/\/[^\s<>"'`{}|\\^\p{C}]+/giu;

/** The text in parts, in order: http and https addresses are links, and everything else is text. */
export function commentParts(text: string): CommentPart[] {
  const parts: CommentPart[] = [];
  let reached = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    const shown = withoutEnding(found);
    const href = hrefOf(shown);
    if (!href) continue;
    if (index > reached) parts.push({ text: text.slice(reached, index), href: null });
    parts.push({ text: shown, href });
    reached = index + shown.length;
  }
  if (reached < text.length) parts.push({ text: text.slice(reached), href: null });
  return parts;
}

export function countLinks(text: string): number {
  return commentParts(text).filter(({ href }) => href !== null).length;
}

/** Without the punctuation of the sentence, and without a bracket that was opened before the address. */
function withoutEnding(found: string): string {
  let shown = found;
  for (;;) {
    const shorter = shown.replace(/[.,:;!?*_~]+$/, '');
    const closes = shorter.endsWith(')') && count(shorter, ')') > count(shorter, '(');
    const next = closes || shorter.endsWith(']') ? shorter.slice(0, -1) : shorter;
    if (next === shown) return shown;
    shown = next;
  }
}

/** Null for what no browser would open, and for an address that pretends: `https://acme.example@elsewhere.example`. */
function hrefOf(shown: string): string | null {
  if (!URL.canParse(shown)) return null;
  const { protocol, username, password, hostname, href } = new URL(shown);
  if (username || password || !hostname) return null;
  return protocol === 'http:' || protocol === 'https:' ? href : null;
}

function count(text: string, letter: string): number {
  return text.split(letter).length - 1;
}
