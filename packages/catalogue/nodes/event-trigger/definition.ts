import { z } from 'zod';
import { conditionSchema, defineNode, eventInSentence, eventLabel } from '@millrace/flow';
import { entryRules, exitNameProblems } from '../entry-rules.ts';
import { conditionWords, eventNameProblems, isEmptyCondition, saidOnce, textIn } from '../reading.ts';

const config = z.strictObject({
  event: z
    .string()
    .max(80)
    .min(1, 'Choose the event that lets people in.')
    .meta({ title: 'Event', description: 'The event that lets somebody enter.', control: 'event' }),
  filter: conditionSchema.optional().meta({
    title: 'Only if',
    description: 'Checked at the moment of the event. Leave empty to let everybody in.',
    control: 'condition',
  }),
  key: z
    .enum(['customer', 'cart', 'order', 'product', 'return', 'ticket', 'store'])
    .default('customer')
    .meta({
      title: 'Once at a time for each',
      control: 'select',
      description:
        'With "cart", somebody with two carts can be in twice, once for each. A flow about products, returns, tickets or the store runs once for each of these.',
      labels: {
        customer: 'Customer',
        cart: 'Cart',
        order: 'Order',
        product: 'Product',
        return: 'Return',
        ticket: 'Ticket',
        store: 'The store',
      },
    }),
  ...entryRules,
});

const OF_ITS_OWN: ReadonlySet<string> = new Set(['product', 'return', 'ticket', 'store']);

const cameIn = saidOnce<z.output<typeof config>>(({ event }) => `Entered: ${eventInSentence(event)}.`);

/** The trigger of flows that start with an event. */
export const eventTrigger = defineNode({
  kind: 'event-trigger',
  title: 'Event',
  summary: 'Lets people in when they do something in the shop, and says when they leave.',
  family: 'trigger',
  icon: 'bolt',
  sentence({ event, filter }) {
    const type = textIn(event);
    if (type === '') return 'Choose what lets people in';
    const words = filter === undefined || filter === null ? 'always' : conditionWords(filter);
    return words === 'always' ? eventLabel(type) : `${eventLabel(type)}, if ${words}`;
  },
  config,
  initial: { event: '' },
  example: {
    event: 'cart-abandoned',
    filter: { fact: 'cart.total', operator: 'at-least', value: 2_000 },
    key: 'cart',
    reentry: { rule: 'once-per-key' },
    exits: [{ event: 'order-placed', match: 'customer' }],
  },
  versions: {},
  ports: () => [{ id: 'next', label: 'Next' }],
  trigger: ({ event, filter, reentry, exits, key }, subject) => ({
    event,
    filter: isEmptyCondition(filter) ? null : (filter ?? null),
    reentry,
    exits,
    // Such a flow runs once for each of its subjects; a product, for example, has no customer.
    key: subject !== undefined && OF_ITS_OWN.has(subject) ? (subject as typeof key) : key,
  }),
  check: ({ event, exits }) => [...eventNameProblems(event, 'event'), ...exitNameProblems(exits)],
  meaning: {
    arrive: (scene) => ({ go: 'next', sentence: cameIn(scene.config) }),
  },
});
