import { node, ways } from '../draw.ts';
import { days, forDays } from '../durations.ts';
import type { Template } from '../template.ts';

/** The tags from which an ad app makes its audiences. */
export const RETARGET = 'ads-retarget';
export const EXCLUDE = 'ads-exclude';

const lately = (event: string, withinDays: number) => ({
  event,
  measure: 'count' as const,
  operator: 'at-least' as const,
  value: 1,
  withinDays,
});
const tag = (id: string, name: string, what: 'add-tag' | 'remove-tag', which: string) =>
  node(id, 'update-profile', name, { do: what, tag: which, inStore: true });
const hears = (id: string, event: string) => ({ id, event, match: 'customer' });

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'customer',
  nodes: [
    node('trigger', 'event-trigger', 'Looked at products three times', {
      events: ['product-viewed'],
      filter: { event: 'product-viewed', measure: 'count', operator: 'at-least', value: 3, withinDays: 7 },
      reentry: { rule: 'after', days: 30 },
      exits: [],
    }),
    node('may-we', 'condition', 'May we, and should we?', {
      paths: [
        {
          id: 'no-consent',
          name: 'Did not agree to marketing',
          when: { fact: 'customer.consent.email', operator: 'is-not', value: 'subscribed' },
        },
        {
          id: 'helped',
          name: 'Has a ticket or a return',
          when: { any: [lately('ticket-opened', 14), lately('return-requested', 14)] },
        },
        {
          id: 'reminded',
          name: 'Has a cart, or has ordered',
          when: { any: [lately('cart-abandoned', 3), lately('order-placed', 7)] },
        },
      ],
      otherwise: 'Only looked',
    }),
    tag('into', 'Into the audience', 'add-tag', RETARGET),
    node('watch', 'wait-for-one-of', 'What happens in 14 days?', {
      events: [
        hears('bought', 'order-placed'),
        hears('ticket', 'ticket-opened'),
        hears('return', 'return-requested'),
        hears('gone', 'customer-unsubscribed'),
      ],
      timeout: days(14),
    }),
    tag('out', 'Out of the audience', 'remove-tag', RETARGET),
    tag('out-bought', 'Out: has bought', 'remove-tag', RETARGET),
    tag('exclude', 'Into the excluded', 'add-tag', EXCLUDE),
    node('thirty-days', 'wait', 'Wait 30 days', forDays(30)),
    tag('include', 'Out of the excluded', 'remove-tag', EXCLUDE),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > may-we',
    'may-we:no-consent > end',
    'may-we:helped > end',
    'may-we:reminded > end',
    'may-we:else > into',
    'into > watch',
    'watch:bought > out-bought',
    'watch:ticket > out',
    'watch:return > out',
    'watch:gone > out',
    'watch:timeout > out',
    'out > end',
    'out-bought > exclude',
    'exclude > thirty-days',
    'thirty-days > include',
    'include > end',
  ),
  settings: { outcome: 'order-placed', outcomeDays: 30, holdout: 0.1, purpose: 'marketing' },
};
