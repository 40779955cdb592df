import { refuseWithheld } from '@archipelago/core/access/refuse-withheld';
import type { WorkspaceContext } from '@archipelago/core/context/context';
import { loadRequestContext } from '@archipelago/core/context/load-context';
import { AppError } from '@archipelago/core/errors/app-error';
import { refusal } from '@archipelago/core/errors/refusal';
import { said } from '@archipelago/core/errors/said';
import { languageOf } from '@archipelago/core/language/languages';
import { findMovedAddress } from '@archipelago/core/workspaces/find-moved-address';
import type { APIContext, MiddlewareHandler } from 'astro';
import { signInOf } from '../clerk/sign-in-of.ts';
import { tenantOf } from '../clerk/tenant-of.ts';
import { isId } from '../is-id.ts';
import type { TenantForm } from '../paths.ts';
import { allowSharedCache } from './cache-policy.ts';
import { enterWorkspace } from './enter-workspace.ts';
import { languageOfPage } from './language-of-page.ts';
import { redirectToMoved } from './moved-workspace.ts';
import { pathsOf } from './paths-of.ts';
import { redirectToPrimaryDomain } from './primary-domain.ts';
import { requestInfo } from './request-info.ts';
import { asVisitor, isSharedPage } from './shared-pages.ts';

const tenantRoute = '/w/[workspace]';
const dashboardRoute = '/w/[workspace]/dashboard';
const operatorRoute = '/operator';
const accountRoute = '/account';
const closingRoute = '/w/[workspace]/closing';

/**
 * Who asks, and in which workspace. The workspace comes from the route's own path, never from a host or a header. The
 * dashboard is closed to everyone but the team: signed out means sign in first, signed in without what the workspace asks
 * for is told so, everyone else is told that nothing is there. The operators' console is there for operators alone. Of a
 * workspace that is being deleted one page is left, for its team.
 */
export const workspaceContext: MiddlewareHandler = async (context, next) => {
  if (context.isPrerendered || context.locals.failure) return next();
  const { locals, routePattern } = context;
  const slug = isUnder(tenantRoute, routePattern) ? (context.params.workspace ?? '') : null;
  const session = locals.auth();
  const asking = { clerkUserId: session.userId, signIn: signInOf(session), request: requestInfo(context) };
  const load = (at: string | null) => loadRequestContext({ slug: at, ...asking });
  // A person's own pages are in the language of the workspace at whose address they are opened.
  const around = isUnder(accountRoute, routePattern) ? tenantOf(locals.publicHost) : null;
  let { person, workspace, closing } = await load(slug ?? around?.slug ?? null);
  locals.person = person;
  if (isUnder(operatorRoute, routePattern)) admitOperator(context);
  if (slug === null) {
    if (workspace && around) standAround(locals, workspace, around.form);
    return next();
  }
  if (!workspace && !closing) {
    const moved = await findMovedAddress(slug, requestInfo(context));
    if (!moved) throw nothingHere();
    // A domain of its own stays what it is; only the edge may still know the workspace by its former address.
    if (locals.form !== 'domain' && !isFromMailbox(context)) return redirectToMoved(context, slug, moved);
    ({ person, workspace, closing } = await load(moved));
  }
  const here = workspace ?? closing;
  if (!here) throw nothingHere();
  enterWorkspace(locals, here, languageOfPage(routePattern, here.workspace));
  if (closing) return admitToClosing(context) ?? next();
  const elsewhere = redirectToPrimaryDomain(context);
  if (elsewhere) return elsewhere;
  if (isUnder(dashboardRoute, routePattern)) {
    admitTeam(context);
    if (!namesThings(context)) throw nothingHere();
  }
  if (isSharedPage(context)) locals.context = asVisitor(here);
  const response = await next();
  await allowSharedCache(context, response);
  return response;
};

/** Nothing of the workspace is to be done there: it lends its look and its language. */
function standAround(
  locals: APIContext['locals'],
  { workspace, grant }: WorkspaceContext,
  form: TenantForm,
): void {
  locals.language = languageOf(workspace);
  const belongs = grant !== null && !grant.support;
  locals.around = { workspace, paths: pathsOf(form, workspace.slug), belongs };
}

function admitTeam({ locals }: APIContext): void {
  const { actor, grant } = locals.context;
  if (actor.kind === 'anonymous') throw new AppError('UNAUTHORIZED', 'Sign in to open this page.');
  refuseWithheld(grant);
  if (!grant?.permissions.includes('dashboard:view')) throw nothingHere();
}

const leavingRoutes = ['/w/[workspace]/newsletter/unsubscribe', '/w/[workspace]/unsubscribe'];

/** What a mail names stays where it was: a mailbox that stops mails for its owner follows nobody (RFC 8058). */
function isFromMailbox({ request, routePattern }: APIContext): boolean {
  return request.method === 'POST' && leavingRoutes.includes(routePattern);
}

const notIds = ['workspace', 'volume'];

/** What a dashboard's address is about it names by an id: nothing is called anything else. */
function namesThings({ params }: APIContext): boolean {
  return Object.entries(params).every(([name, value]) => notIds.includes(name) || isId(value ?? ''));
}

function admitOperator({ locals }: APIContext): void {
  const { actor } = locals.person;
  if (actor.kind !== 'user' || !actor.operator) throw nothingHere();
}

/** Null for the team on the closing page; to it for the team elsewhere; an honest refusal for everybody else. */
function admitToClosing({ locals, routePattern, request, redirect }: APIContext): Response | null {
  const { actor, grant, workspace } = locals.context;
  const isClosingPage = routePattern === closingRoute;
  if (isClosingPage && actor.kind === 'anonymous') {
    throw new AppError('UNAUTHORIZED', 'Sign in to open this page.');
  }
  refuseWithheld(grant);
  if (grant?.permissions.includes('dashboard:view')) {
    if (isClosingPage) return null;
    if (request.method === 'GET') return redirect(locals.paths.closing, 303);
  }
  throw refusal('GONE', said('workspaceClosed', { workspace: workspace.name }));
}

function nothingHere(): AppError {
  return refusal('NOT_FOUND', said('nothingAtAddress'));
}

function isUnder(route: string, pattern: string): boolean {
  return pattern === route || pattern.startsWith(`${route}/`);
}
