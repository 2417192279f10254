import { expect, test } from 'vitest';
import { castIn, walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { DAY, FROM } from '../testing/people.ts';
import { expectedPaths } from './expected-path.ts';
import { welcomeSeries } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(welcomeSeries, path)).toEqual(path.nodes);
});

const daysOf = (name: string) =>
  walkThrough(welcomeSeries, [castIn(welcomeSeries, name)])[0]!.messages.map(({ at }) =>
    Math.round((at - FROM) / DAY),
  );

test('five e-mails go on days 0, 2, 5, 9 and 14', () => {
  expect(daysOf('from-a-form')).toEqual([0, 2, 5, 9, 14]);
});

test('somebody who orders on day 6, or unsubscribes on day 3, gets no more', () => {
  expect(daysOf('buys-on-day-6')).toEqual([0, 2, 5]);
  expect(daysOf('unsubscribes-on-day-3')).toEqual([0, 2]);
});

test('the two e-mails of a test differ in their subject and preview line only', () => {
  const content = (id: string) => {
    const {
      subject: _subject,
      preheader: _preheader,
      ...rest
    } = welcomeSeries.graph.nodes.find((node) => node.id === id)!.config!['content'] as Record<
      string,
      unknown
    >;
    return rest;
  };
  expect(content('story')).toEqual(content('story-start'));
  expect(content('offer')).toEqual(content('offer-end'));
});

test('somebody who bought before is not welcomed', () => {
  const one = castIn(welcomeSeries, 'from-a-form');
  const bought = { ...one, customer: { ...one.customer, ordersCount: 1 } };
  expect(walkThrough(welcomeSeries, [bought])).toEqual([]);
});
