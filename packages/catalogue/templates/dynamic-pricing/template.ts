import { defineTemplate } from '../template.ts';
import { adapt } from './adapt.ts';
import { cast } from './cast.ts';
import { graph } from './graph.ts';

export const dynamicPricing = defineTemplate({
  id: 'dynamic-pricing',
  title: 'Dynamic pricing',
  summary: 'Ends a sale when little is left, lowers what does not sell, and asks before it follows anybody.',
  goal: 'Change prices for a reason, within a floor and a margin, and never without knowing why.',
  category: 'operate',
  level: 4,
  channels: [],
  needs: [
    {
      what: 'event',
      name: 'product-stock-low',
      sentence: 'Stock of products. Millrace sees by itself when one falls low.',
    },
    {
      what: 'event',
      name: 'product-updated',
      sentence: 'Products with their tags: the tag “slow-seller” says what does not sell.',
    },
    {
      what: 'event',
      name: 'competitor-price-seen',
      sentence: 'Prices of competitors, from a price monitor by webhook or the API.',
      isOptional: true,
    },
    {
      what: 'event',
      name: 'metric-anomaly',
      sentence: 'Unusual demand. Millrace finds it by itself after eight weeks.',
      isOptional: true,
    },
    {
      what: 'cost',
      name: 'products',
      sentence: 'Cost of products, so that no price goes below the margin that you set.',
    },
  ],
  story:
    'Four things can begin it. Little is left of a product in a sale: the sale ends by itself. A product gets the tag “slow-seller”: it falls by 15%, keeps a quarter of the price as margin, and after 30 days somebody decides what comes next. ' +
    'Much more of a product sells than usual: somebody is asked whether it goes up by 5%. A competitor’s price was seen: somebody sees both, and decides whether yours goes down by 5%. What they do not answer in 24 hours stays as it is.',
  result: {
    text: 'There is no figure that we could check for stores of this size. Compare the margin of these products, not their number of orders, with the month before.',
    source: null,
  },
  earns: {
    orders: null,
    sends: {},
    discount: null,
    saves: { low: 5, high: 10, what: 'looking up a price and changing it' },
    unknown: 'The margin that another price brings is not in it: how much, nobody can tell beforehand.',
  },
  guardrails: [
    'No price leaves less than 25% margin, whoever approved it.',
    'No price goes up, and none follows a competitor, without a person.',
    'One change for a product in 14 days.',
  ],
  owner: 'founder',
  reviewAfterDays: 30,
  lastsDays: 30,
  adapt,
  graph,
  cast,
});
