import { ownAddress } from '@archipelago/routing/own-address';

/** How this visitor reached the tenant: at its own host, or under `/w/<slug>` of the root host. */
export type TenantForm = 'subdomain' | 'path' | 'domain';

/** Pages of the root host. All relative, so that they hold on any deploy. */
export const paths = {
  home: '/',
  features: '/features',
  /** In the currency of the visitor's country: the edge decides. */
  pricing: '/pricing',
  pricingIn: (currency: string) => `/pricing/${currency}`,
  docsHome: '/docs',
  docs: (page: string) => `/docs/${page}`,
  blog: '/blog',
  blogPost: (post: string) => `/blog/${post}`,
  blogFeed: '/blog.xml',
  changelog: '/changelog',
  changelogFeed: '/changelog.xml',
  security: '/security',
  contact: '/contact',
  legal: (page: 'terms' | 'privacy' | 'imprint') => `/legal/${page}`,
  /** What is shown beside a link to a page elsewhere. */
  linkPicture: (name: string) => `/og/${name}.jpg`,
  workspaces: '/workspaces',
  newWorkspace: '/workspaces/new',
  account: '/account',
  signOut: '/account/sign-out',
  /** A person's copy and erasure. */
  accountData: '/account/data',
  dataCopy: (id: string, volume: number, signature: string) =>
    withQuery(`/account/data/${id}/${volume}`, { signature }),
  erased: '/account/erased',
  operator: '/operator',
  operatorHealth: '/operator/health',
  operatorDirectory: '/operator/workspaces',
  operatorBilling: '/operator/billing',
  operatorCustomer: (slug: string) => `/operator/billing/${encodeURIComponent(slug)}`,
  operatorEvent: (slug: string, event: string) =>
    `/operator/billing/${encodeURIComponent(slug)}/${encodeURIComponent(event)}`,
  operatorJobs: '/operator/jobs',
  health: '/api/health',
  openApi: '/api/v1/openapi.json',
  workspaceAddress: '/api/workspace-address',
  otherWorkspaces: (slug: string) => withQuery('/api/other-workspaces', { than: slug }),
  signIn: (back?: string) => withQuery('/sign-in', { redirect_url: back }),
  signUp: (back?: string) => withQuery('/sign-up', { redirect_url: back }),
} as const;

export type TenantPaths = ReturnType<typeof tenantPaths>;

/**
 * Every page of one tenant, as seen from the address the visitor used; `appUrl` is where the root host is. Nobody is signed
 * in on a custom domain: from there, what is personal is at the workspace's own address on the platform.
 */
export function tenantPaths(form: TenantForm, slug: string, appUrl: string, tenantSubdomains = true) {
  const base = form === 'path' ? `/w/${slug}` : '';
  const root = form === 'path' ? '' : appUrl;
  const own =
    form === 'domain'
      ? ownAddress({ appUrl, tenantSubdomains, slug, pathname: '/' }).replace(/\/$/, '')
      : base;
  const host = form === 'domain' ? new URL(own).origin : '';
  const dashboard = `${own}/dashboard`;
  /** A path of the site as it is at the host where people sign in. */
  const there = (path?: string) => {
    if (!path || form !== 'domain') return path;
    if (path.startsWith(own)) return path.slice(host.length);
    return `${own.slice(host.length)}${path === '/' && own !== host ? '' : path}`;
  };
  return {
    home: base || '/',
    olderPosts: (cursor: string) => withQuery(base || '/', { cursor }),
    post: (post: string, asked: Record<string, string | null | undefined> = {}) =>
      withQuery(`${base}/posts/${encodeURIComponent(post)}`, asked),
    guestbook: `${base}/guestbook`,
    signGuestbook: `${base}/guestbook/sign`,
    /** Of the person who is signed in, also those that wait. */
    ownEntries: `${own}/guestbook/mine`,
    reportEntry: (id: string) => withQuery(`${own}/guestbook/report`, { entry: id }),
    /** A piece of a page: who the visitor is, on a page to come back to. */
    whoIsland: (here: string) => withQuery(`${base}/who`, { here }),
    /** A piece of a page: what is personal in the guestbook. */
    guestbookIsland: `${base}/guestbook/island`,
    contact: `${base}/contact`,
    newsletter: `${base}/newsletter`,
    /** A place on the public site, as a notification names it. */
    onSite: (path: string) => `${base}${path}`,
    /** A picture of the workspace; `path` is as its row has it. */
    file: (path: string | null) => path && `${base}/files/${path}`,
    /** The same at another size and in the best format the browser reads, made by the platform; at the root host, where it finds the file under its path. */
    image: (path: string, { width, height }: { width: number; height?: number }) =>
      withQuery(`${root}/.netlify/images`, {
        url: `/w/${slug}/files/${path}`,
        w: String(width),
        ...(height && { h: String(height), fit: 'cover' }),
      }),
    /** The cover of a post that is not for everybody, for whoever may see it. */
    postCover: (post: string) => `${base}/posts/${encodeURIComponent(post)}/cover`,
    /** A picture of a text, for whoever may see it. */
    picture: (name: string) => `${base}/pictures/${name}`,
    feed: `${base}/feed.xml`,
    icon: `${base}/icon.svg`,
    join: (back?: string) => withQuery(`${own}/join`, { back: there(back) }),
    invitation: (token: string) => withQuery(`${own}/invitation`, { token }),
    /** What is the signed-in person's own at this workspace. */
    you: `${own}/you`,
    ownComments: `${own}/you/comments`,
    ownReactions: (show?: 'rated') => withQuery(`${own}/you/reactions`, { show }),
    ownNotices: `${own}/you/notifications`,
    ownData: `${own}/you/data`,
    leave: `${own}/leave`,
    signIn: (back?: string) => `${host}${paths.signIn(there(back))}`,
    signUp: (back?: string) => `${host}${paths.signUp(there(back))}`,
    platform: root || paths.home,
    workspaces: `${root}${paths.workspaces}`,
    account: `${host}${paths.account}`,
    dashboard,
    posts: `${dashboard}/posts`,
    newPost: `${dashboard}/posts/new`,
    editPost: (id: string) => `${dashboard}/posts/${encodeURIComponent(id)}`,
    postPreview: (id: string) => `${dashboard}/posts/${encodeURIComponent(id)}/preview`,
    comments: `${dashboard}/comments`,
    inquiries: `${dashboard}/inquiries`,
    inquiry: (id: string) => `${dashboard}/inquiries/${encodeURIComponent(id)}`,
    subscribers: `${dashboard}/newsletter`,
    addSubscribers: `${dashboard}/newsletter/add`,
    subscribersExport: `${dashboard}/newsletter/export`,
    issues: `${dashboard}/newsletter/issues`,
    issue: (id: string) => `${dashboard}/newsletter/issues/${encodeURIComponent(id)}`,
    members: `${dashboard}/members`,
    member: (id: string) => `${dashboard}/members/${encodeURIComponent(id)}`,
    invitations: `${dashboard}/members/invitations`,
    invite: `${dashboard}/members/invite`,
    billing: `${dashboard}/billing`,
    invoices: `${dashboard}/billing/invoices`,
    invoicesExport: `${dashboard}/billing/invoices/export`,
    usage: `${dashboard}/usage`,
    usageExport: `${dashboard}/usage/export`,
    changePlan: (plan?: string) => withQuery(`${dashboard}/billing/change`, { plan }),
    cancelPlan: `${dashboard}/billing/cancel`,
    billingDetails: `${dashboard}/billing/details`,
    promotionCode: `${dashboard}/billing/promotion-code`,
    search: (q?: string) => withQuery(`${dashboard}/search`, { q }),
    /** A piece of a page: what the palette lists. */
    searchResults: `${dashboard}/search/results`,
    audit: `${dashboard}/audit`,
    auditExport: `${dashboard}/audit/export`,
    settings: `${dashboard}/settings`,
    roles: `${dashboard}/members/roles`,
    newRole: (from?: string) => withQuery(`${dashboard}/members/roles/new`, { from }),
    role: (id: string) => `${dashboard}/members/roles/${encodeURIComponent(id)}`,
    transfer: (id?: string) => withQuery(`${dashboard}/members/transfer`, { id }),
    guests: `${dashboard}/members/guests`,
    addressCheck: `${dashboard}/settings/address`,
    branding: `${dashboard}/settings/branding`,
    navigation: `${dashboard}/settings/navigation`,
    domains: `${dashboard}/settings/domains`,
    joining: `${dashboard}/settings/joining`,
    security: `${dashboard}/settings/security`,
    ownSecurity: `${host}${paths.account}/security`,
    notificationSettings: `${dashboard}/settings/notifications`,
    data: `${dashboard}/settings/data`,
    support: `${dashboard}/settings/support`,
    /** Where an operator comes in and goes. */
    supportVisit: `${own}/support-visit`,
    operator: `${root}${paths.operator}`,
    exportVolume: (id: string, volume: number, signature: string) =>
      withQuery(`${dashboard}/settings/data/${id}/${volume}`, { signature }),
    /** The only page of a workspace that is being deleted. */
    closing: `${own}/closing`,
    notifications: `${dashboard}/notifications`,
    developers: `${dashboard}/developers`,
    apiKeys: `${dashboard}/developers/api-keys`,
    newApiKey: `${dashboard}/developers/api-keys/new`,
    apiReference: `${root}${paths.docs('api')}`,
    webhooks: `${dashboard}/developers/webhooks`,
    newWebhook: `${dashboard}/developers/webhooks/new`,
    webhook: (id: string) => `${dashboard}/developers/webhooks/${id}`,
    editWebhook: (id: string) => `${dashboard}/developers/webhooks/${id}/edit`,
    webhookDelivery: (id: string, delivery: string) => `${dashboard}/developers/webhooks/${id}/${delivery}`,
    setup: (step?: string) => withQuery(`${dashboard}/setup`, { step }),
  };
}

/** The address bar's path of a page that was reached at `/w/<slug>…` inside the application. */
export function publicPath(form: TenantForm, slug: string, pathname: string): string {
  if (form === 'path') return pathname;
  const inside = pathname.slice(`/w/${slug}`.length);
  return inside === '' ? '/' : inside;
}

/** Adds what is given to the query, after what the path already asks; empty and absent values are left out. */
export function withQuery(path: string, query: Record<string, string | null | undefined>): string {
  const [pathname = '', search = ''] = path.split('?');
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(query)) {
    if (value) params.set(name, value);
    else params.delete(name);
  }
  const asked = params.toString();
  return asked ? `${pathname}?${asked}` : pathname;
}
