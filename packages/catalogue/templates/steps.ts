import { node } from './draw.ts';

/**
 * For a wait: that somebody gave this answer to the question in the message of a step.
 * @param message id of the step that asks
 */
export const answersTo = (message: string) => (id: string, value: string) => ({
  id,
  event: 'survey-answered',
  match: 'message',
  message,
  where: { fact: 'event.properties.answer', operator: 'is', value },
});

/** Whether an order has something of one of these categories. */
export const inCategories = (...names: readonly string[]) => ({
  any: names.map((value) => ({ fact: 'order.categories', operator: 'contains' as const, value })),
});

/** The condition before a text: whoever agreed to them takes `agreed`, all others `else`. */
export const agreedToTexts = (id: string) =>
  node(id, 'condition', 'Agreed to texts?', {
    paths: [
      {
        id: 'agreed',
        name: 'Agreed to texts',
        when: { fact: 'customer.consent.sms', operator: 'is', value: 'subscribed' },
      },
    ],
    otherwise: 'Did not',
  });
