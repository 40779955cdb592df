import { connect } from 'node:net';
import { type Html, html } from '../html/html.ts';
import type { LocalSettings } from '../settings.ts';

interface Service {
  name: string;
  what: string;
  port: number;
  /** Over UDP, which cannot be asked whether it answers: it does as long as this page does. */
  isUdp?: true;
  /** Where a person can look at it. */
  links?: { label: string; url: string }[];
}

/** Every service with its port, asked at this moment whether it answers. */
export async function servicesSection(settings: LocalSettings): Promise<Html> {
  const services = list(settings);
  const running = await Promise.all(services.map(({ port, isUdp }) => isUdp ?? isListening(port)));
  return html`<section class="card" aria-labelledby="services-title"><div class="card-h"><h2 id="services-title">Services</h2></div>
<div class="services">${services.map(
    ({ name, what, port, links }, index) => html`<div class="service">
<div class="service-h"><span class="dot ${running[index] ? 'ok' : 'bad'}"></span><b>${name}</b><span class="mono muted">${port}</span></div>
<p>${what}</p><p class="muted">${running[index] ? 'Running' : 'Not running'}</p>
${links && html`<p class="service-links">${links.map(({ label, url }) => html`<a class="link" href="${url}">${label}</a>`)}</p>`}
</div>`,
  )}</div></section>`;
}

function list(settings: LocalSettings): Service[] {
  const at = (host: string) => `http://${host}:${settings.webPort}`;
  return [
    {
      name: 'Web',
      what: 'The product, run as Netlify would',
      port: settings.webPort,
      links: [
        { label: 'Home', url: at('localhost') },
        { label: 'Acme', url: at('acme.localhost') },
        { label: 'Globex', url: at('globex.localhost') },
        { label: 'Manara', url: at('manara.localhost') },
      ],
    },
    {
      name: 'Postgres',
      what: 'Real Postgres, unless DATABASE_URL names another',
      port: settings.postgresPort,
    },
    { name: 'Neon proxy', what: 'Lets the Neon driver reach Postgres', port: settings.neonProxyPort },
    { name: 'Clerk', what: 'Sign-in, people and organizations', port: settings.clerkPort },
    { name: 'Stripe', what: 'API, Checkout, portal and invoices', port: settings.stripePort },
    { name: 'Mail', what: 'Takes every message, sends none', port: settings.smtpPort },
    {
      name: 'DNS',
      what: 'Answers for custom domains',
      port: settings.dnsPort,
      isUdp: true,
      links: [{ label: 'Records', url: `http://localhost:${settings.consolePort}/dns` }],
    },
    { name: 'Blobs', what: 'Files that people upload', port: settings.blobsPort },
  ];
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const finish = (listening: boolean) => {
      socket.destroy();
      resolve(listening);
    };
    socket.setTimeout(300, () => finish(false));
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
  });
}
