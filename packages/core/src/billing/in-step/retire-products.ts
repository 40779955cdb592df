import type { StripeCatalogue } from '../catalogue-as-stripe.ts';
import type { Stripe } from '../stripe.ts';
import type { Step } from './step.ts';

/** Products that an earlier catalogue had: nobody can buy them any more, and whoever has one keeps it. */
export async function retireProducts(stripe: Stripe, { products }: StripeCatalogue): Promise<Step[]> {
  const wanted = new Set(products.map(({ id }) => id));
  const steps: Step[] = [];
  for await (const { id, metadata } of stripe.products.list({ active: true, limit: 100 })) {
    if (!metadata.plan || id !== `archipelago_${metadata.plan}` || wanted.has(id)) continue;
    for await (const price of stripe.prices.list({ product: id, active: true, limit: 100 })) {
      steps.push({
        what: `archive the price ${price.id} of ${id}`,
        run: () => stripe.prices.update(price.id, { active: false }),
      });
    }
    steps.push({
      what: `archive the product ${id}`,
      run: () => stripe.products.update(id, { active: false }),
    });
  }
  return steps;
}
