import { paths } from '../paths.ts';

/** Where the site about the product leads, in its header and footer. */
export const marketingLinks = [
  { label: 'How it works', href: `${paths.home}#how-it-works` },
  { label: 'What is included', href: `${paths.home}#included` },
  { label: 'Pricing', href: paths.pricing },
  { label: 'Guide', href: paths.docsHome },
] as const;
