import { type Html, html } from '../../html/html.ts';
import { mark } from '../../html/icon.ts';

/** A page that a real visitor would see at Stripe, honest about being none. */
export function hostedLayout(title: string, content: Html, options: { wide?: boolean } = {}): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Local Stripe</title>
<link rel="icon" href="/assets/mark.svg">
<link rel="stylesheet" href="/assets/local.css">
</head>
<body class="hosted">
<header class="hosted-bar"><div class="hosted-in${options.wide ? ' wide' : ''}">${mark}<b>Local Stripe</b><span class="badge warn">Nothing is charged</span></div></header>
<main class="hosted-in${options.wide ? ' wide' : ''}">
<h1>${title}</h1>
${content}
</main>
</body>
</html>`;
}
