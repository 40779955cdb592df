import { type HtmlAnswer, page, seeOther } from '../../html/serve-html.ts';
import { applyPromotionCode } from '../checkout/checkout-amounts.ts';
import {
  type CheckoutPayment,
  completeCheckout,
  mustAuthenticate,
  needsCard,
} from '../checkout/complete-checkout.ts';
import { StripeError } from '../stripe-error.ts';
import type { CheckoutSession } from '../stripe-state.ts';
import type { World } from '../world.ts';
import { authenticatePage } from './authenticate-page.ts';
import { emptyCardForm } from './card-fields.ts';
import { readCardForm } from './card-form-entry.ts';
import { type CheckoutView, checkoutPage, closedCheckoutPage, successUrl } from './checkout-page.ts';

const emptyView: CheckoutView = { form: { ...emptyCardForm, email: '' }, errors: {}, refusal: null };

const authenticationFailed =
  'We are unable to authenticate your payment method. Please choose a different payment method and try again.';

/** The page of a session, and the form on it. A refused or incomplete card answers 402 and keeps what was typed. */
export function answerCheckout(
  world: World,
  id: string,
  rest: string,
  fields: URLSearchParams | null,
): HtmlAnswer {
  const session = world.state.checkoutSessions[id];
  if (session?.status !== 'open') return page(session ? 410 : 404, closedCheckoutPage(session));
  if (!fields) return page(200, checkoutPage(world, session, emptyView));
  return rest === 'code' ? redeem(world, session, fields) : pay(world, session, fields);
}

function redeem(world: World, session: CheckoutSession, fields: URLSearchParams): HtmlAnswer {
  const typed = fields.get('code') ?? '';
  try {
    applyPromotionCode(world, session, typed);
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    const code = { typed, error: `${error.message} Check its spelling, or go on without it.` };
    return page(422, checkoutPage(world, session, { ...emptyView, code }));
  }
  return seeOther(`/c/pay/${session.id}`);
}

function pay(world: World, session: CheckoutSession, fields: URLSearchParams): HtmlAnswer {
  const email = knownEmail(world, session) ?? (fields.get('email') ?? '').trim();
  const entry = readCardForm(fields, world.now());
  const errors = needsCard(session) ? entry.errors : {};
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    errors.email = 'Enter an e-mail address, for example ada@acme.test.';
  const form = { ...entry.form, email };
  const show = (view: Partial<CheckoutView>) =>
    page(402, checkoutPage(world, session, { form, errors: {}, refusal: null, ...view }));
  if (Object.keys(errors).length > 0) return show({ errors });

  const answer = fields.get('authentication');
  if (answer === 'fail') return show({ refusal: authenticationFailed });
  const payment: CheckoutPayment = {
    card: needsCard(session) ? entry.card : null,
    name: form.name,
    email,
    authenticated: answer === 'complete',
  };
  if (mustAuthenticate(payment)) {
    return page(200, authenticatePage(`/c/pay/${session.id}`, form, form.number.slice(-4)));
  }
  try {
    completeCheckout(world, session, payment);
  } catch (error) {
    if (error instanceof StripeError) return show({ refusal: `${error.message} Try a different card.` });
    throw error;
  }
  return seeOther(successUrl(session));
}

function knownEmail(world: World, session: CheckoutSession): string | null {
  return session.customer ? (world.state.customers[session.customer]?.email ?? null) : null;
}
