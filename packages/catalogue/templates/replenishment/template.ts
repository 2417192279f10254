import { defineTemplate } from '../template.ts';
import { adapt } from './adapt.ts';
import { cast } from './cast.ts';
import { graph } from './graph.ts';

export const replenishment = defineTemplate({
  id: 'replenishment',
  title: 'Replenishment',
  summary: 'A reminder a week before a product is due again, for each person and product by their own pace.',
  goal: 'Be there a week before the last of it is gone, and never while the cupboard is full.',
  category: 'grow',
  level: 4,
  channels: ['email'],
  needs: [
    {
      what: 'event',
      name: 'order-placed',
      sentence:
        'Orders of at least 120 days, with the products in them: 200 customers, and 150 purchases of something they had bought before. Until the model “Reorder date” has learned from them, nobody enters.',
    },
    {
      what: 'event',
      name: 'product-updated',
      sentence: 'Products with their stock, to remind nobody of what is sold out.',
    },
    { what: 'consent', name: 'email', sentence: 'People who agreed to e-mails.' },
  ],
  story:
    'For things that are used up. The model “Reorder date” learns from the orders how long a product lasts, for each product and each person: who has bought it once is given the pace of the product, who has bought it often their own. Each person hears a week before the day, if it is likely enough that they buy it again and if there is some left. ' +
    'A week later a second e-mail asks whether it lasts longer than we thought, and whoever says so hears two weeks later the next time. An order ends it.',
  result: {
    text: 'There is no figure for such reminders that we could check. The holdout shows whether people reorder sooner because of them, or would have anyway.',
    source: null,
  },
  earns: {
    orders: {
      low: 0.02,
      high: 0.1,
      why: 'Our cautious assumption: nobody has published what such reminders cause against a holdout that we could check. Attributed revenue is far higher, since most of these people order anyway.',
      source: null,
    },
    sends: { email: 1.5 },
    discount: null,
    saves: null,
    unknown: null,
  },
  guardrails: [
    'Two e-mails for a product and purchase, and no discount: they need it anyway.',
    'Only what people buy again, and only while there is some left.',
    'An order or a return ends it at once.',
  ],
  owner: 'marketing',
  reviewAfterDays: 90,
  lastsDays: 28,
  adapt,
  graph,
  cast,
});
