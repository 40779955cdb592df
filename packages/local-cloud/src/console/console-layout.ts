import { type Html, html } from '../html/html.ts';
import { icon, mark } from '../html/icon.ts';

/** Every page but the first has a way back to it. */
export function consoleLayout(
  title: string,
  content: Html,
  options: { isHome?: boolean; back?: { href: string; label: string } } = {},
): Html {
  const { back = { href: '/', label: 'Console' } } = options;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>${options.isHome ? 'Local console' : `${title} · Local console`}</title>
<link rel="icon" href="/assets/mark.svg">
<link rel="stylesheet" href="/assets/local.css">
<script type="module" src="/assets/copy.js"></script>
</head>
<body class="console">
<header class="console-bar"><div class="console-in"><a class="home" href="/">${mark}<b>Local console</b></a>
<nav aria-label="Console"><a href="/mail">Mailbox</a><a href="/billing">Billing</a><a href="/webhooks">Webhooks</a><a href="/cache">Cache</a><a href="/codes">Codes</a><a href="/receiver">Receiver</a><a href="/dns">DNS</a></nav>
<span class="muted note">Everything here is on this machine.</span></div></header>
<main class="console-in">
${options.isHome ? html`<h1 class="vh">${title}</h1>` : html`<div><a class="link back" href="${back.href}">${icon('arrow-left')}${back.label}</a><h1>${title}</h1></div>`}
${content}
</main>
</body>
</html>`;
}

/** Text with a button that copies it; the button shows only where a script can copy. */
export function copyable(value: string): Html {
  return html`<span class="copyable"><code class="mono">${value}</code><button class="btn btn-sm" type="button" data-copy="${value}" hidden>Copy</button></span>`;
}

/** A form of one button that does one thing and returns to `back`. */
export function actionButton(options: {
  action: string;
  label: string;
  back: string;
  fields?: Record<string, string>;
  tone?: string;
  /** What a screen reader hears when the label alone would not say which. */
  about?: string;
}): Html {
  const fields = Object.entries({ ...options.fields, back: options.back });
  return html`<form method="post" action="${options.action}">${fields.map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}<button class="btn ${options.tone ?? 'btn-sm'}"${options.about && html` aria-label="${options.label}: ${options.about}"`}>${options.label}</button></form>`;
}

/** `4 min ago`, in words short enough for a table. */
export function ago(milliseconds: number, now: number): string {
  const minutes = Math.floor((now - milliseconds) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 1_440) return `${Math.floor(minutes / 60)} h ago`;
  return `${Math.floor(minutes / 1_440)} d ago`;
}
