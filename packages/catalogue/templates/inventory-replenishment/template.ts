import { defineTemplate } from '../template.ts';
import { adapt } from './adapt.ts';
import { cast } from './cast.ts';
import { graph } from './graph.ts';

export const inventoryReplenishment = defineTemplate({
  id: 'inventory-replenishment',
  title: 'Inventory replenishment',
  summary:
    'The reorder point, or low stock, drafts a purchase order; somebody approves it within a day, and the delivery is watched.',
  goal: 'Order before something runs out, without ordering anything that nobody decided.',
  category: 'operate',
  level: 3,
  channels: [],
  needs: [
    {
      what: 'event',
      name: 'product-stock-low',
      sentence: 'Stock of products. Millrace sees by itself when one falls low.',
    },
    {
      what: 'event',
      name: 'product-to-reorder',
      sentence:
        'Lead times in Settings, Store. Without them it begins when a product is nearly sold out, and drafts the number in the step.',
    },
    {
      what: 'event',
      name: 'supplier-late',
      sentence: 'Word from suppliers that they are late. Without it, the flow asks after 21 days.',
    },
  ],
  story:
    'When a product that you still sell comes to its reorder point, a purchase order is drafted to its vendor: as many as last for your days of cover, by its demand, its stock and what is on order. Where the lead time is not known, it begins when few are left, with a number of yours. Somebody who may approve has 24 hours, and can change pieces and terms; then the owners are asked, with another 24 hours. ' +
    'Approved, it is placed, or becomes a task where no connected system can order. Then the flow waits for the goods: a late supplier, or three weeks without a delivery, become a task. Nothing is ordered that nobody agreed to.',
  result: {
    text: 'An average retailer loses 4.1% of revenue to what is out of stock. How much of that is yours, your daily brief shows.',
    source: 'IHL Group, Retailers and the Ghost Economy: The Haunting of Out-of-Stocks (2015)',
  },
  earns: {
    orders: null,
    sends: {},
    discount: null,
    saves: { low: 10, high: 20, what: 'working out and writing a purchase order' },
    unknown:
      'Sales that are not lost because it is in stock are not in it: how many, nobody can tell beforehand.',
  },
  guardrails: [
    'Nothing is ordered without an approval, and an approval nobody gives orders nothing.',
    'No order above your limit: the owner decides instead.',
    'One order for a product in 21 days, however its stock moves.',
    'Products that are archived or tagged “discontinued” are never reordered.',
  ],
  owner: 'operations',
  reviewAfterDays: 60,
  lastsDays: 22,
  adapt,
  graph,
  cast,
});
