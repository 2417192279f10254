import { expect, test } from 'vitest';
import { arriveAt } from '../testing/scene.ts';
import { ticketHandOver } from './definition.ts';

test('gives priority and context', () => {
  expect(arriveAt(ticketHandOver, { priority: 'urgent', note: 'Third message' })).toMatchObject({
    call: { capability: 'hand-over-ticket', input: { priority: 'urgent', note: 'Third message' } },
  });
  expect(ticketHandOver.sentence({ priority: 'urgent' })).toBe(
    'Give the ticket to a person, priority urgent',
  );
});
