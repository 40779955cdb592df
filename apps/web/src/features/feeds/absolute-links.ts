/** The HTML of a text with every address in full: whoever reads it elsewhere knows no page that it is on. */
export function absoluteLinks(html: string, page: string): string {
  // Text cannot contain an attribute here: every `"` and `<` a person wrote is escaped.
  return html.replace(/ (href|src)="([^"]*)"/g, (whole, name: string, address: string) => {
    const full = URL.parse(address, page);
    return full ? ` ${name}="${full.href.replaceAll('"', '%22')}"` : whole;
  });
}
