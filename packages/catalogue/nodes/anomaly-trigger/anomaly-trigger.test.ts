import { describe, expect, test } from 'vitest';
import { canBegin, evaluate, subjectSchema, type EventFact } from '@millrace/flow';
import { facts } from '@millrace/flow/testing';
import { anomalyTrigger } from './definition.ts';

const read = (config: Readonly<Record<string, unknown>>) =>
  anomalyTrigger.trigger!(anomalyTrigger.config.parse(config) as never, 'store');

function lets(config: Readonly<Record<string, unknown>>, properties: EventFact['properties']): boolean {
  const { filter } = read(config);
  const event = { ...facts().enrolment.event!, id: 'e', type: 'metric-anomaly', properties } as EventFact;
  return filter === null || evaluate(filter, facts(), null, event);
}

test('it starts flows about the store only', () => {
  expect(subjectSchema.options.filter((subject) => canBegin(anomalyTrigger, subject))).toEqual(['store']);
});

describe('which alarms start it', () => {
  test('those of the numbers chosen, or of all', () => {
    expect(lets({ numbers: ['orders'] }, { metric: 'orders', isWorse: true })).toBe(true);
    expect(lets({ numbers: ['orders'] }, { metric: 'revenue', isWorse: true })).toBe(false);
    expect(lets({}, { metric: 'revenue', isWorse: true })).toBe(true);
    expect(lets({}, { metric: 'visits-of-another-system' })).toBe(true);
  });
  test('only those that are bad, unless any are wanted', () => {
    expect(lets({}, { metric: 'orders', isWorse: false })).toBe(false);
    expect(lets({ direction: 'any' }, { metric: 'orders', isWorse: false })).toBe(true);
    expect(read({ direction: 'any' }).filter).toBeNull();
  });
  test('a number there is not is refused', () => {
    expect(anomalyTrigger.config.safeParse({ numbers: ['luck'] }).success).toBe(false);
  });
});

test('the card says which numbers and how', () => {
  expect(anomalyTrigger.sentence({})).toBe('Any number of the store is worse than usual');
  expect(anomalyTrigger.sentence({ numbers: ['orders'], direction: 'any' })).toBe('Orders: not as usual');
  expect(anomalyTrigger.sentence({ numbers: ['orders', 'revenue', 'opened', 'sent'] })).toBe(
    'Orders, revenue and 2 more: worse than usual',
  );
});
