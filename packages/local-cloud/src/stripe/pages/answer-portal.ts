import { type HtmlAnswer, page, seeOther } from '../../html/serve-html.ts';
import {
  cancelInPortal,
  changeCardInPortal,
  ownSubscription,
  resumeInPortal,
  switchPriceInPortal,
} from '../portal/use-portal.ts';
import { StripeError } from '../stripe-error.ts';
import type { PortalSession } from '../stripe-state.ts';
import type { World } from '../world.ts';
import { authenticatePage } from './authenticate-page.ts';
import { emptyCardForm } from './card-fields.ts';
import { readCardForm } from './card-form-entry.ts';
import { type CardView, cancelPage, cardPage, closedPortalPage, portalHome } from './portal-page.ts';
import { confirmPlanPage, planPage } from './portal-plan-page.ts';

type Fields = URLSearchParams | null;

/** The portal of one session. Someone else's subscription answers like one that does not exist. */
export function answerPortal(world: World, id: string, rest: string, fields: Fields): HtmlAnswer {
  const session = world.state.portalSessions[id];
  if (!session || !world.state.customers[session.customer]) return page(404, closedPortalPage());
  const [step = '', subscription = '', price = ''] = (rest || flowStep(session)).split('/');
  try {
    if (step === 'card') return answerCard(world, session, fields);
    if (step === 'cancel') return answerCancel(world, session, subscription, fields);
    if (step === 'resume' && fields) {
      resumeInPortal(world, session, subscription);
      return seeOther(home(session));
    }
    if (step === 'plan') return answerPlan(world, session, subscription, price, fields);
    if (step === '' || step === 'home') return page(200, portalHome(world, session));
  } catch (error) {
    if (error instanceof StripeError && error.status !== 404)
      return page(402, portalHome(world, session, error.message));
    if (!(error instanceof StripeError)) throw error;
  }
  return page(404, closedPortalPage());
}

function answerCard(world: World, session: PortalSession, fields: Fields): HtmlAnswer {
  if (!fields) return page(200, cardPage(session, { form: emptyCardForm, errors: {}, refusal: null }));
  const { form, card, errors } = readCardForm(fields, world.now());
  const show = (view: Partial<CardView>) =>
    page(402, cardPage(session, { form, errors: {}, refusal: null, ...view }));
  if (!card) return show({ errors });
  const answer = fields.get('authentication');
  if (answer === 'fail')
    return show({ refusal: 'The bank did not confirm that it is you. The card was not saved.' });
  if (card.card.behaviour === 'authenticate' && answer !== 'complete') {
    return page(
      200,
      authenticatePage(`/p/session/${session.id}/card`, { ...form }, card.card.number.slice(-4)),
    );
  }
  try {
    changeCardInPortal(world, session, card, { name: form.name, authenticated: answer === 'complete' });
  } catch (error) {
    if (error instanceof StripeError) return show({ refusal: `${error.message} Try a different card.` });
    throw error;
  }
  return seeOther(afterFlow(session, 'payment_method_update'));
}

function answerCancel(world: World, session: PortalSession, id: string, fields: Fields): HtmlAnswer {
  const subscription = ownSubscription(world, session, id);
  if (!fields) return page(200, cancelPage(world, session, subscription));
  cancelInPortal(world, session, id, fields.get('feedback') ?? '');
  return seeOther(afterFlow(session, 'subscription_cancel'));
}

function answerPlan(
  world: World,
  session: PortalSession,
  id: string,
  price: string,
  fields: Fields,
): HtmlAnswer {
  const subscription = ownSubscription(world, session, id);
  if (!price) return page(200, planPage(world, session, subscription));
  if (!fields) return page(200, confirmPlanPage(world, session, subscription, price));
  switchPriceInPortal(world, session, id, price);
  return seeOther(home(session));
}

function home(session: PortalSession): string {
  return `/p/session/${session.id}/home`;
}

function flowStep(session: PortalSession): string {
  if (session.flow?.type === 'payment_method_update') return 'card';
  return session.flow?.subscription_cancel ? `cancel/${session.flow.subscription_cancel.subscription}` : '';
}

function afterFlow(session: PortalSession, flow: string): string {
  const isFlow = session.flow?.type === flow;
  return (isFlow && session.flow?.after_completion.redirect?.return_url) || home(session);
}
