import { type HtmlAnswer, page, seeOther } from '../../html/serve-html.ts';
import { flowStep } from '../portal/portal-flow.ts';
import { changeInPortal } from '../portal/switch-in-portal.ts';
import {
  cancelInPortal,
  changeCardInPortal,
  changeDetailsInPortal,
  dropPlanInPortal,
  ownSubscription,
  portalFeatures,
  resumeInPortal,
} from '../portal/use-portal.ts';
import { StripeError } from '../stripe-error.ts';
import type { PortalSession } from '../stripe-state.ts';
import type { World } from '../world.ts';
import { authenticatePage } from './authenticate-page.ts';
import { emptyCardForm } from './card-fields.ts';
import { readCardForm } from './card-form-entry.ts';
import { detailsPage, readDetails } from './portal-details-page.ts';
import {
  type CardView,
  cancelPage,
  cardPage,
  closedPortalPage,
  donePage,
  portalHome,
} from './portal-page.ts';
import { confirmPlanPage, planPage } from './portal-plan-page.ts';

type Fields = URLSearchParams | null;

/** The portal of one session. Someone else's subscription answers like one that does not exist. */
export function answerPortal(world: World, id: string, rest: string, fields: Fields): HtmlAnswer {
  const session = world.state.portalSessions[id];
  if (!session || !world.state.customers[session.customer]) return page(404, closedPortalPage());
  const [step = '', subscription = '', price = '', quantity] = (rest || flowStep(session.flow)).split('/');
  try {
    if (step === 'card') return answerCard(world, session, fields);
    if (step === 'details') return answerDetails(world, session, fields);
    if (step === 'cancel') return answerCancel(world, session, subscription, fields);
    if (step === 'resume' && fields) {
      resumeInPortal(world, session, subscription);
      return seeOther(home(session));
    }
    if (step === 'keep' && fields) {
      dropPlanInPortal(world, session, subscription);
      return seeOther(home(session));
    }
    if (step === 'seats' && fields) {
      const seats = Number.parseInt(fields.get('quantity') ?? '', 10) || 0;
      return seeOther(`/p/session/${session.id}/plan/${subscription}/same/${seats}`);
    }
    if (step === 'plan')
      return answerPlan(world, session, subscription, { price, quantity: toNumber(quantity) }, fields);
    if (step === 'done') return page(200, donePage(session));
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

function answerDetails(world: World, session: PortalSession, fields: Fields): HtmlAnswer {
  if (!portalFeatures(world, session).customer_update.enabled) return page(404, closedPortalPage());
  const sent = readDetails(world, session, fields);
  if (!fields || Object.keys(sent.errors).length > 0)
    return page(fields ? 422 : 200, detailsPage(world, session, sent));
  changeDetailsInPortal(world, session, sent.details);
  return seeOther(afterFlow(session, 'customer_update'));
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
  wanted: { price: string; quantity: number | undefined },
  fields: Fields,
): HtmlAnswer {
  const subscription = ownSubscription(world, session, id);
  if (!wanted.price) return page(200, planPage(world, session, subscription));
  if (!fields) return page(200, confirmPlanPage(world, session, subscription, wanted));
  changeInPortal(world, session, id, wanted);
  const flow = session.flow?.subscription_update_confirm
    ? 'subscription_update_confirm'
    : 'subscription_update';
  return seeOther(afterFlow(session, flow));
}

function toNumber(quantity: string | undefined): number | undefined {
  return quantity === undefined ? undefined : Number(quantity);
}

function home(session: PortalSession): string {
  return `/p/session/${session.id}/home`;
}

function afterFlow(session: PortalSession, flow: string): string {
  if (session.flow?.type !== flow) return home(session);
  const { type, redirect } = session.flow.after_completion;
  if (type === 'hosted_confirmation') return `/p/session/${session.id}/done`;
  return redirect?.return_url ?? home(session);
}
