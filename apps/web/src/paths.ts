/** How this visitor reached the tenant: at its own host, or under `/w/<slug>` of the root host. */
export type TenantForm = 'subdomain' | 'path' | 'domain';

/** Pages of the root host. All relative, so that they hold on any deploy. */
export const paths = {
  home: '/',
  pricing: '/pricing',
  docsHome: '/docs',
  docs: (page: string) => `/docs/${page}`,
  workspaces: '/workspaces',
  newWorkspace: '/workspaces/new',
  account: '/account',
  signOut: '/account/sign-out',
  operator: '/operator',
  health: '/api/health',
  openApi: '/api/v1/openapi.json',
  workspaceAddress: '/api/workspace-address',
  otherWorkspaces: (slug: string) => withQuery('/api/other-workspaces', { than: slug }),
  signIn: (back?: string) => withQuery('/sign-in', { redirect_url: back }),
  signUp: (back?: string) => withQuery('/sign-up', { redirect_url: back }),
} as const;

export type TenantPaths = ReturnType<typeof tenantPaths>;

/** Every page of one tenant, as seen from the address the visitor used; `appUrl` is where the root host is. */
export function tenantPaths(form: TenantForm, slug: string, appUrl: string) {
  const base = form === 'path' ? `/w/${slug}` : '';
  const root = form === 'path' ? '' : appUrl;
  const dashboard = `${base}/dashboard`;
  return {
    home: base || '/',
    olderPosts: (cursor: string) => withQuery(base || '/', { cursor }),
    post: (post: string) => `${base}/posts/${encodeURIComponent(post)}`,
    /** A picture of the workspace; `path` is as its row has it. */
    file: (path: string) => `${base}/files/${path}`,
    icon: `${base}/icon.svg`,
    join: (back?: string) => withQuery(`${base}/join`, { back }),
    invitation: (token: string) => withQuery(`${base}/invitation`, { token }),
    signIn: (back?: string) => paths.signIn(back),
    signUp: (back?: string) => paths.signUp(back),
    platform: root || paths.home,
    workspaces: `${root}${paths.workspaces}`,
    account: paths.account,
    dashboard,
    posts: `${dashboard}/posts`,
    newPost: `${dashboard}/posts/new`,
    members: `${dashboard}/members`,
    invitations: `${dashboard}/members/invitations`,
    invite: `${dashboard}/members/invite`,
    billing: `${dashboard}/billing`,
    invoices: `${dashboard}/billing/invoices`,
    audit: `${dashboard}/audit`,
    auditExport: `${dashboard}/audit/export`,
    settings: `${dashboard}/settings`,
    roles: `${dashboard}/members/roles`,
    guests: `${dashboard}/members/guests`,
    branding: `${dashboard}/settings/branding`,
    domains: `${dashboard}/settings/domains`,
    security: `${dashboard}/settings/security`,
    notificationSettings: `${dashboard}/settings/notifications`,
    data: `${dashboard}/settings/data`,
    exportVolume: (id: string, volume: number, signature: string) =>
      withQuery(`${dashboard}/settings/data/${id}/${volume}`, { signature }),
    /** The only page of a workspace that is being deleted. */
    closing: `${base}/closing`,
    notifications: `${dashboard}/notifications`,
    developers: `${dashboard}/developers`,
    apiKeys: `${dashboard}/developers/api-keys`,
    newApiKey: `${dashboard}/developers/api-keys/new`,
    apiReference: `${root}${paths.docs('api')}`,
    webhooks: `${dashboard}/developers/webhooks`,
    search: `${dashboard}/search`,
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
