import type { StripeProductData } from '../catalogue-as-stripe.ts';
import type { Stripe } from '../stripe.ts';
import type { Step } from './step.ts';

/** Products carry ids of our own, so that making one twice is the same product. */
export async function compareProducts(
  stripe: Stripe,
  { products }: { products: readonly StripeProductData[] },
): Promise<Step[]> {
  const found = new Map<string, Stripe.Product>();
  for await (const product of stripe.products.list({ ids: products.map(({ id }) => id), limit: 100 })) {
    found.set(product.id, product);
  }
  return products.flatMap((wanted) => {
    const product = found.get(wanted.id);
    const { id, ...data } = wanted;
    if (!product) {
      return { what: `create the product ${id}`, run: () => stripe.products.create({ ...wanted }) };
    }
    const differing = differences(product, wanted);
    if (differing.length === 0) return [];
    return {
      what: `change the product ${id}: ${differing.join(', ')}`,
      run: () => stripe.products.update(id, { ...data, active: true }),
    };
  });
}

function differences(product: Stripe.Product, wanted: StripeProductData): string[] {
  return [
    ...(product.active ? [] : ['it is archived']),
    ...(product.name === wanted.name ? [] : ['name']),
    ...(product.description === wanted.description ? [] : ['description']),
    ...(product.unit_label === wanted.unit_label ? [] : ['unit label']),
    ...(product.metadata.plan === wanted.metadata.plan ? [] : ['metadata']),
  ];
}
