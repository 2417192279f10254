import { compile, parseGraph, type Plan, type StoreFacts } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import { templates } from '@millrace/templates';

export const sampleStore: StoreFacts = {
  name: 'Shop',
  currency: 'USD',
  zone: 'America/New_York',
  url: 'https://shop.example',
  marginFloor: 0.2,
  assumedCostShare: 0.5,
  shippingCost: 500,
  freeShippingFrom: 7_500,
};

/** The plan of the flow that every benchmark uses: "Abandoned cart, AI" (A2). */
export function abandonedCartPlan(): Plan {
  const template = templates['abandoned-cart-ai'];
  if (!template) throw new Error('The gallery has no template abandoned-cart-ai.');
  return compile(parseGraph(template.graph), kinds);
}
