import type { Params } from '../http/params.ts';
import { invalidRequest, noSuch } from '../stripe-error.ts';
import type { Product } from '../stripe-state.ts';
import { change, emit, type World } from '../world.ts';

export function createProduct(world: World, params: Params): Product {
  const id = params.string('id');
  const name = params.required('name');
  const sent = readProduct(params, {});
  params.finish();
  if (id && world.state.products[id]) {
    throw invalidRequest(`Product already exists: ${id}`, 'id', 'resource_already_exists');
  }
  const product = {
    id: id || world.newId('prod'),
    object: 'product',
    active: sent.active ?? true,
    created: world.now(),
    default_price: null,
    description: sent.description || null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: sent.metadata,
    name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: 'service',
    unit_label: sent.unitLabel || null,
    updated: world.now(),
    url: null,
  } satisfies Product;
  world.state.products[product.id] = product;
  emit(world, 'product.created', product);
  return product;
}

export function updateProduct(world: World, id: string, params: Params): Product {
  const product = findProduct(world, id);
  const name = params.string('name');
  const sent = readProduct(params, product.metadata);
  params.finish();
  return change(world, product, 'product.updated', (changed) => {
    if (name) changed.name = name;
    if (sent.active !== undefined) changed.active = sent.active;
    if (sent.description !== undefined) changed.description = sent.description || null;
    if (sent.unitLabel !== undefined) changed.unit_label = sent.unitLabel || null;
    changed.metadata = sent.metadata;
  });
}

export function findProduct(world: World, id: string, param = 'id'): Product {
  const product = world.state.products[id];
  if (!product) throw noSuch('product', id, param);
  return product;
}

function readProduct(params: Params, metadata: Record<string, string>) {
  return {
    active: params.boolean('active'),
    description: params.string('description'),
    unitLabel: params.string('unit_label'),
    metadata: params.metadata(metadata),
  };
}
