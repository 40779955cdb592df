interface Shared {
  title: string;
  /** Absolute. */
  link: string;
  /** What mail is called. */
  mail: string;
}

/** Links that pass a post on. They are followed or not: nothing of another site is loaded for them. */
export function waysToShare({ title, link, mail }: Shared): { name: string; href: string }[] {
  const [words, address] = [encodeURIComponent(title), encodeURIComponent(link)];
  const both = encodeURIComponent(`${title} ${link}`);
  return [
    { name: mail, href: `mailto:?subject=${words}&body=${address}` },
    { name: 'WhatsApp', href: `https://wa.me/?text=${both}` },
    { name: 'LinkedIn', href: `https://www.linkedin.com/sharing/share-offsite/?url=${address}` },
    { name: 'Bluesky', href: `https://bsky.app/intent/compose?text=${both}` },
  ];
}
