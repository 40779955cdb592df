import { htmlSafeJson } from '@clerk/shared/htmlSafeJson';

interface Article {
  title: string;
  excerpt: string;
  authorName: string | null;
  publishedAt: Date;
  updatedAt: Date;
}

interface Where {
  /** Absolute. */
  link: string;
  image: string;
  site: { name: string; home: string; language: string };
}

/** What search engines read of a post that is for everyone: JSON-LD that can stand in a script element. */
export function articleData(post: Article, { link, image, site }: Where): string {
  const data = {
    '@context': 'https://schema.org',
    '@type': 'BlogPosting',
    headline: post.title,
    description: post.excerpt || undefined,
    image,
    url: link,
    mainEntityOfPage: link,
    inLanguage: site.language,
    datePublished: post.publishedAt.toISOString(),
    dateModified: post.updatedAt.toISOString(),
    author: post.authorName ? { '@type': 'Person', name: post.authorName } : undefined,
    publisher: { '@type': 'Organization', name: site.name, url: site.home },
    isAccessibleForFree: true,
  };
  return htmlSafeJson(data);
}
