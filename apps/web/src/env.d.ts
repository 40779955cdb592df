/// <reference types="astro/client" />
/// <reference types="@clerk/astro/env" />

declare namespace App {
  interface Locals extends Partial<import('@astrojs/netlify').NetlifyLocals> {
    requestId: string;
    /** For one inline style or script of this answer. */
    nonce: string;
    /** Host with port, as the browser named it. */
    publicHost: string;
    form: import('./paths.ts').TenantForm;
    /** ISO 3166-1 alpha-2, when the edge could tell. */
    country: string | null;
    /** What the page is written in: a workspace's own on its public pages, English on all others. */
    language: import('@archipelago/core/language/languages').Language;
    person: import('@archipelago/core/context/context').PersonContext;
    /** Set on every page of a tenant. */
    context: import('@archipelago/core/context/context').WorkspaceContext;
    /** Set on every page of a tenant. */
    paths: import('./paths.ts').TenantPaths;
    /** On a person's own pages: the workspace at whose address they were opened, and its pages as seen from there. */
    around?: {
      workspace: import('@archipelago/core/context/context').WorkspaceView;
      paths: import('./paths.ts').TenantPaths;
      belongs: boolean;
    };
    /** Of the post that a page shows. */
    postId?: string;
    postPurgedAt?: Date | null;
    /** Of a form that was refused for now: how long to wait. */
    retryAfterSeconds?: number | undefined;
    /** Set while an error page is rendered. */
    failure?: import('./middleware/failure.ts').Failure;
  }
}
