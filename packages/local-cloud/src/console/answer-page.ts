import { html } from '../html/html.ts';
import { type HtmlAnswer, page } from '../html/serve-html.ts';
import { billingPage } from './billing-page.ts';
import { cachePage } from './cache-page.ts';
import { codesPage } from './codes-page.ts';
import { consoleLayout } from './console-layout.ts';
import type { ConsoleSources } from './console-sources.ts';
import { dnsPage } from './dns-page.ts';
import { homePage } from './home-page.ts';
import { mailBody, mailListPage, mailPage } from './mail-pages.ts';
import { webhookListPage, webhookPage } from './webhook-pages.ts';
import { webhookRows } from './webhook-rows.ts';

/** The pages, and for tests `/mail.json?to=` and `/codes.json`. */
export async function answerPage(sources: ConsoleSources, url: URL): Promise<HtmlAnswer> {
  const { pathname } = url;
  if (pathname === '/') return page(200, await homePage(sources));
  if (pathname === '/mail') return page(200, mailListPage(sources.mail.messages()));
  if (pathname === '/mail.json') {
    return json(sources.mail.messages(url.searchParams.get('to') ?? undefined));
  }
  if (pathname === '/codes') return page(200, codesPage(sources.clerk.authenticators()));
  if (pathname === '/codes.json') return json(sources.clerk.authenticators());
  if (pathname === '/billing') return page(200, billingPage(sources.stripe, webhookRows(sources)));
  if (pathname === '/dns') return page(200, dnsPage(sources.dns, null));
  if (pathname === '/cache') return page(200, await cachePage(sources.settings));
  if (pathname === '/webhooks') return page(200, webhookListPage(webhookRows(sources)));
  const [, mailId, body] = /^\/mail\/([\w-]+)(\/html)?$/.exec(pathname) ?? [];
  const message = mailId ? sources.mail.find(mailId) : undefined;
  if (message) return body ? mailBody(message) : page(200, mailPage(message));
  const [, service, id] = /^\/webhooks\/(stripe|clerk)\/(\w+)$/.exec(pathname) ?? [];
  const row = service && webhookRows(sources).find((known) => known.service === service && known.id === id);
  if (row) return page(200, webhookPage(row));
  const content = html`<p>It may be too old to be kept, or the mailbox was emptied.</p><p><a class="btn" href="/">Go to the console</a></p>`;
  return page(404, consoleLayout('Nothing here', content));
}

function json(content: unknown): HtmlAnswer {
  const headers = {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
  return { status: 200, headers, body: JSON.stringify(content) };
}
