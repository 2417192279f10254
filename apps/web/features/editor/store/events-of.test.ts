import { kinds } from '@millrace/nodes';
import { expect, it } from 'vitest';
import { entryEventsOf, eventsAbout, eventsIn } from './events-of.ts';

it('reads the events of a step, whether it names one, several, or one in each row', () => {
  expect(eventsIn({ event: 'review-posted' })).toEqual(['review-posted']);
  expect(eventsIn({ events: ['searched', 'product-viewed', ''] })).toEqual(['searched', 'product-viewed']);
  expect(eventsIn({ events: [{ id: 'a', event: 'order-placed' }, { id: 'b' }, null] })).toEqual([
    'order-placed',
  ]);
  for (const nothing of [{}, { event: '' }, { events: [] }, { events: 7 }])
    expect(eventsIn(nothing)).toEqual([]);
});

it('takes the events that begin the flow where a step names none', () => {
  const nodes = [
    { kind: 'event-trigger', config: { events: ['review-posted'] } },
    { kind: 'wait-for-event', config: { events: ['ticket-opened'] } },
  ];
  expect(entryEventsOf(nodes, kinds)).toEqual(['review-posted']);
  expect(eventsAbout(nodes[1]!.config, nodes, kinds)).toEqual(['ticket-opened']);
  expect(eventsAbout({}, nodes, kinds)).toEqual(['review-posted']);
  expect(eventsAbout(undefined, [], kinds)).toEqual([]);
});
