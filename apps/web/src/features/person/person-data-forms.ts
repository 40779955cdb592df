import { actions } from 'astro:actions';
import { getMyData, type MyData } from '@archipelago/core/person/get-my-data';
import type { AstroGlobal } from 'astro';
import { forgetSession } from '../../clerk/session-cookies.ts';
import { paths, withQuery } from '../../paths.ts';
import { type FormState, formState } from '../forms/form-state.ts';

export interface PersonDataScreen {
  data: MyData;
  wish: FormState<unknown>;
  /** What went wrong with a button. */
  refusal: string | undefined;
  /** What was just done. */
  notice: string | null;
}

/** A person's copies and erasure, on the page at `here`; or, once one of its forms was sent and done, where to go on. */
export async function personDataForms(
  astro: AstroGlobal,
  here: string,
): Promise<PersonDataScreen | Response> {
  const asked = await formState(astro, actions.person.requestCopy);
  const wish = await formState(astro, actions.person.requestErasure);
  const taken = await formState(astro, actions.person.cancelErasure);
  const begun = await formState(astro, actions.person.confirmErasure);
  const done = asked.data ? 'copy' : wish.data ? 'erasure' : taken.data ? 'cancelled' : null;
  if (done) return astro.redirect(withQuery(here, { notice: done }), 303);
  if (begun.data) {
    const headers = new Headers({ location: paths.erased, 'cache-control': 'no-store' });
    forgetSession(headers, astro.request.headers.get('cookie') ?? '', astro.locals.publicHost);
    return new Response(null, { status: 303, headers });
  }
  const data = await getMyData(astro.locals.person, {});
  const refusal = asked.message ?? taken.message ?? begun.message;
  const notice = refusal || wish.message ? null : astro.url.searchParams.get('notice');
  return { data, wish, refusal, notice };
}
