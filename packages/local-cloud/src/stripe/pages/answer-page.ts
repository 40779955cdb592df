import type { IncomingHttpHeaders } from 'node:http';
import { asset } from '../../html/assets.ts';
import { isSameOrigin } from '../../html/guard-request.ts';
import { html } from '../../html/html.ts';
import { type HtmlAnswer, page, text } from '../../html/serve-html.ts';
import type { World } from '../world.ts';
import { answerCheckout } from './answer-checkout.ts';
import { answerInvoice } from './answer-invoice.ts';
import { answerPortal } from './answer-portal.ts';
import { hostedLayout } from './hosted-layout.ts';

export interface PageRequest {
  method: string;
  pathname: string;
  body: string;
  headers: IncomingHttpHeaders;
}

/** Checkout, the portal and invoices, as pages that work without JavaScript. */
export function answerPage(world: World, request: PageRequest): HtmlAnswer {
  const { method, pathname } = request;
  const found = method === 'GET' ? asset(pathname) : null;
  if (found) return found;
  if (method !== 'GET' && method !== 'POST') return text(405, 'Only GET and POST are answered here.');
  if (method === 'POST' && !isSameOrigin(request.headers)) {
    return text(
      403,
      'This form was sent from another site, so nothing was done. Open the page itself and try again.',
    );
  }
  const fields = method === 'POST' ? new URLSearchParams(request.body) : null;
  const [, kind, id = '', rest = ''] =
    /^\/(c\/pay|p\/session|i)\/(\w+)(?:\/([\w/-]+))?$/.exec(pathname) ?? [];
  if (kind === 'c/pay' && (!rest || rest === 'code')) return answerCheckout(world, id, rest, fields);
  if (kind === 'p/session') return answerPortal(world, id, rest, fields);
  if (kind === 'i') return answerInvoice(world, id, rest, fields);
  return page(
    404,
    hostedLayout(
      'No such page',
      html`<p>The local Stripe has the API, Checkout, the portal and invoices. The console shows everything else.</p>`,
    ),
  );
}
