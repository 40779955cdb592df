export interface PostHeading {
  id: string;
  /** Without its formatting. */
  text: string;
  level: 2 | 3;
}

/** The HTML of a post with a name for each of its sections, by which a link reaches it, and the list of them. */
export function withAnchors(html: string): { html: string; headings: PostHeading[] } {
  const headings: PostHeading[] = [];
  const taken = new Set<string>();
  const named = html.replace(/<h([23])>(.*?)<\/h\1>/gs, (_, level: string, inner: string) => {
    // Formatting alone: text cannot contain a tag here.
    const text = decoded(inner.replace(/<sup>.*?<\/sup>/gs, '').replace(/<[^>]*>/g, '')).trim();
    const id = freeName(text, taken);
    if (text) headings.push({ id, text, level: level === '2' ? 2 : 3 });
    return `<h${level} id="${id}">${inner}</h${level}>`;
  });
  return { html: named, headings };
}

/** Begins as nothing else on the page is called, so that no heading passes for a part of it. */
function freeName(text: string, taken: Set<string>): string {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  const name = `text-${words.slice(0, 60) || 'section'}`;
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}-${number}`;
  taken.add(free);
  return free;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };

function decoded(text: string): string {
  return text.replace(/&(amp|lt|gt|quot);/g, (_, name: string) => entities[name] ?? '');
}
