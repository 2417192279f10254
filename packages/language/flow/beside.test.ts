import { describe, expect, test } from 'vitest';
import { DAY } from '@millrace/base';
import { beginTrial, endTrial, TRIAL_DAYS, trialDaysLeft, trialName } from './beside.ts';
import { flowSettingsSchema } from './graph.ts';

/** Late in the evening of 28 November in New York, and already the 29th in UTC. */
const NOW = Date.UTC(2026, 10, 29, 3);
const ZONE = 'America/New_York';

describe('a trial beside what the store has', () => {
  test('takes half of the people for 14 days of the store’s calendar, and asks for a review at its end', () => {
    const begun = beginTrial({ outcomeDays: 30 }, NOW, ZONE);
    expect(begun).toEqual({
      beside: { name: '', until: '2026-12-11' },
      holdout: 0.5,
      outcomeDays: 7,
      reviewOn: '2026-12-11',
    });
    expect(flowSettingsSchema.parse({ ...begun }).beside).toEqual(begun.beside);
  });

  test('keeps a shorter window', () => {
    expect(beginTrial({ outcomeDays: 3 }, NOW, ZONE).outcomeDays).toBe(3);
  });

  test('counts its days down, and is over on the day after its last', () => {
    const left = (days: number) => trialDaysLeft('2026-12-11', NOW + days * DAY, ZONE);
    expect(left(0)).toBe(TRIAL_DAYS);
    expect(left(12)).toBe(2);
    expect(left(13)).toBe(1);
    expect(left(14)).toBe(0);
    expect(left(40)).toBe(0);
  });

  test('ends with a usual holdout, and the flow is reviewed again', () => {
    expect(endTrial(NOW, ZONE)).toEqual({ beside: undefined, holdout: 0.1, reviewOn: '2027-02-26' });
  });

  test('what runs beside it has a name in any case', () => {
    const until = '2026-12-11';
    expect(trialName({})).toBeNull();
    expect(trialName({ beside: { name: '', until } })).toBe('what there was');
    expect(trialName({ beside: { name: 'Klaviyo', until } })).toBe('Klaviyo');
  });

  test('its last day is a day', () => {
    for (const until of ['', 'soon', '2026-13-01'])
      expect(flowSettingsSchema.safeParse({ beside: { name: 'x', until } }).success).toBe(false);
  });
});
