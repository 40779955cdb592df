import { paths } from '../paths.ts';

export type MarketingPlace =
  | 'home'
  | 'features'
  | 'pricing'
  | 'docs'
  | 'blog'
  | 'changelog'
  | 'security'
  | 'contact'
  | 'legal';

/** Where the header of the site about the product leads. */
export const marketingLinks: readonly { place: MarketingPlace; label: string; href: string }[] = [
  { place: 'features', label: 'Features', href: paths.features },
  { place: 'pricing', label: 'Pricing', href: paths.pricing },
  { place: 'docs', label: 'Docs', href: paths.docsHome },
  { place: 'blog', label: 'Blog', href: paths.blog },
  { place: 'changelog', label: 'Changelog', href: paths.changelog },
];

/** And its footer, column by column. */
export const footerColumns: readonly { title: string; links: readonly { label: string; href: string }[] }[] =
  [
    {
      title: 'Product',
      links: [
        { label: 'Features', href: paths.features },
        { label: 'Pricing', href: paths.pricing },
        { label: 'Security', href: paths.security },
        { label: 'Changelog', href: paths.changelog },
      ],
    },
    {
      title: 'Build',
      links: [
        { label: 'Start here', href: paths.docs('develop/start') },
        { label: 'Tenancy', href: paths.docs('develop/tenancy') },
        { label: 'Deploy', href: paths.docs('develop/deploy') },
        { label: 'API reference', href: paths.docs('api') },
      ],
    },
    {
      title: 'Your workspace',
      links: [
        { label: 'Guide', href: paths.docs('getting-started') },
        { label: 'Sign in', href: paths.signIn() },
        { label: 'Create a workspace', href: paths.newWorkspace },
        { label: 'All your workspaces', href: paths.workspaces },
      ],
    },
    {
      title: 'About',
      links: [
        { label: 'Blog', href: paths.blog },
        { label: 'Contact', href: paths.contact },
        { label: 'Terms', href: paths.legal('terms') },
        { label: 'Privacy', href: paths.legal('privacy') },
        { label: 'Imprint', href: paths.legal('imprint') },
      ],
    },
  ];
