import { z } from 'zod';
import { conditionSchema, defineNode, eventInSentence } from '@millrace/flow';
import { entryRules, exitNameProblems } from '../entry-rules.ts';
import {
  eventListProblems,
  eventNamesIn,
  eventsSchema,
  eventsWords,
  lowerFirst,
  severalEvents,
} from '../event-lists.ts';
import { conditionWords, isEmptyCondition, saidOnce } from '../reading.ts';

const config = z.strictObject({
  events: eventsSchema('Choose the event that lets people in.').meta({
    title: 'Events',
    description: 'Any of these lets somebody enter, for example “viewed a product” or “searched the shop”.',
    control: 'events',
  }),
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

const cameIn = saidOnce<z.output<typeof config>>(
  ({ events }) => `Entered: ${lowerFirst(eventsWords(events))}.`,
);

/** The trigger of flows that start with an event. */
export const eventTrigger = defineNode({
  kind: 'event-trigger',
  title: 'Event',
  summary: 'Lets people in when they do something in the shop, one thing or any of several.',
  family: 'trigger',
  icon: 'bolt',
  sentence({ events, filter }) {
    const chosen = eventNamesIn(events);
    if (chosen.length === 0) return 'Choose what lets people in';
    const words = filter === undefined || filter === null ? 'always' : conditionWords(filter, chosen);
    return words === 'always' ? eventsWords(chosen) : `${eventsWords(chosen)}, if ${words}`;
  },
  config,
  initial: { events: [] },
  example: {
    events: ['cart-abandoned'],
    filter: { fact: 'cart.total', operator: 'at-least', value: 2_000 },
    key: 'cart',
    reentry: { rule: 'once-per-key' },
    exits: [{ event: 'order-placed', match: 'customer' }],
  },
  versions: { several: 1 },
  migrate: { several: severalEvents },
  ports: () => [{ id: 'next', label: 'Next' }],
  trigger: ({ events: [event = '', ...also], filter, reentry, exits, key }, subject) => ({
    event,
    ...(also.length === 0 ? {} : { also }),
    filter: isEmptyCondition(filter) ? null : (filter ?? null),
    reentry,
    exits,
    // Such a flow runs once for each of its subjects; a product, for example, has no customer.
    key: subject !== undefined && OF_ITS_OWN.has(subject) ? (subject as typeof key) : key,
  }),
  check: ({ events, exits }) => [...eventListProblems(events), ...exitNameProblems(exits)],
  meaning: {
    arrive: ({ config: chosen, facts }) => {
      const type = facts.enrolment.event?.type;
      return {
        go: 'next',
        sentence:
          chosen.events.length > 1 && type !== undefined && chosen.events.includes(type)
            ? `Entered: ${eventInSentence(type)}.`
            : cameIn(chosen),
      };
    },
  },
});
