const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Whatever is no `Char` of XML 1.0. */
const refused = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** A text as the content of an element or of an attribute in quotes. What XML 1.0 has no place for is left out. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(refused, '')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
