/** How a text names a picture: at its address on the site, whoever may see it. */
export function pictureMarkdown(pictureName: string, alt: string): string {
  return `![${alt.replace(/[\\`*_[\]<>&!~]/g, '\\$&')}](/pictures/${pictureName})`;
}
