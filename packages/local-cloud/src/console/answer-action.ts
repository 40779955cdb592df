import { type HtmlAnswer, page, seeOther, text } from '../html/serve-html.ts';
import { afterIntervals } from '../stripe/catalogue/billing-period.ts';
import { emptyCache } from './cache-page.ts';
import { readConditions } from './conditions-section.ts';
import type { ConsoleSources } from './console-sources.ts';
import { chooseCountry } from './country-section.ts';
import { dnsPage } from './dns-page.ts';

const steps = ['day', 'week', 'month', 'year'] as const;

/** Does what a form of the console asks, then goes back to the page it was on. */
export async function answerAction(
  sources: ConsoleSources,
  pathname: string,
  fields: URLSearchParams,
): Promise<HtmlAnswer> {
  const back = seeOther(safeBack(fields.get('back')));
  const { stripe, mail, dns } = sources;
  if (pathname === '/billing-clock') {
    const to = clockTarget(sources, fields.get('by') ?? '');
    if (to === null) return text(400, 'Say by how much: by=day, week, month, year or event.');
    await stripe.clock.advance(to);
    return back;
  }
  if (pathname === '/decline-next-charge') {
    const customer = fields.get('customer') ?? undefined;
    if (customer && !stripe.state.customers[customer])
      return text(404, 'There is no such customer any more.');
    await stripe.declineNextCharge.set(fields.get('decline') === 'on', customer);
    return back;
  }
  if (pathname === '/conditions') {
    const conditions = readConditions(fields);
    if (!conditions) return text(400, 'The local Stripe has no such condition.');
    await stripe.conditions.set(conditions);
    return back;
  }
  if (pathname === '/country') {
    return (await chooseCountry(sources.settings, fields.get('country') ?? ''))
      ? back
      : text(503, 'The product is not running, so it could not be told.');
  }
  if (pathname === '/cache/empty') {
    return (await emptyCache(sources.settings))
      ? back
      : text(503, 'The product is not running, so it could not be told.');
  }
  if (pathname === '/mail/empty') {
    await mail.empty();
    return back;
  }
  if (pathname === '/dns/add') {
    const [type, name, value] = ['type', 'name', 'value'].map((field) => fields.get(field));
    const problem = await dns.add({ type: type ?? null, name: name ?? null, value: value ?? null });
    return problem === null ? seeOther('/dns') : page(422, dnsPage(dns, problem, fields));
  }
  if (pathname === '/dns/remove') {
    await dns.remove(fields.get('id') ?? '');
    return back;
  }
  const [, service, id = '', action] =
    /^\/webhooks\/(stripe|clerk)\/(\w+)\/(resend|duplicate)$/.exec(pathname) ?? [];
  if (!service) return text(404, 'The console has no such action.');
  return (await sendAgain(sources, service, id, action ?? ''))
    ? back
    : text(404, 'There is no such webhook any more.');
}

/** The moment to move the billing clock to, in Unix seconds. */
function clockTarget({ stripe }: ConsoleSources, by: string): number | null {
  const now = stripe.clock.now();
  if (by === 'event') return Math.max(now, stripe.clock.nextDueAt() ?? now);
  const interval = steps.find((step) => step === by);
  if (!interval) return null;
  const length = {
    interval,
    interval_count: 1,
    meter: null,
    trial_period_days: null,
    usage_type: 'licensed',
  };
  return afterIntervals(now, length, 1);
}

async function sendAgain(
  sources: ConsoleSources,
  service: string,
  id: string,
  action: string,
): Promise<boolean> {
  const { stripe, clerk } = sources;
  const known = service === 'stripe' ? stripe.deliveries() : clerk.deliveries();
  if (!known.some((delivery) => delivery.id === id)) return false;
  if (service === 'stripe') await (action === 'duplicate' ? stripe.duplicate(id) : stripe.resend(id));
  else await Promise.all(action === 'duplicate' ? [clerk.resend(id), clerk.resend(id)] : [clerk.resend(id)]);
  return true;
}

/** Only a path of this site: a form's `back` must not lead elsewhere. */
function safeBack(back: string | null): string {
  return back && /^\/[\w/-]*$/.test(back) && !back.startsWith('//') ? back : '/';
}
