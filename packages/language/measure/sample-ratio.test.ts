import { expect, test } from 'vitest';
import fixtures from './fixtures/measure.json';
import { checkHoldoutRatio, checkRatio, RATIO_ALARM, ratioSentence } from './index.ts';
import { alarms } from './testing/looks.ts';

test('the evidence against the shares is what scipy computes for the Dirichlet mixture', () => {
  for (const { counts, shares, evidence } of fixtures.ratio)
    expect(checkRatio([{ counts, shares }]).evidence / evidence).toBeCloseTo(1, 9);
});

test('a holdout of the intended size is healthy', () => {
  const check = checkHoldoutRatio(9_030, 970, 0.1);
  expect(check.healthy).toBe(true);
  expect(ratioSentence(check)).toBe('9.7% of people are in the holdout, as intended (10%).');
});

test('a holdout that lost a third of its people raises the alarm', () => {
  const check = checkHoldoutRatio(9_000, 667, 0.1);
  expect(check.healthy).toBe(false);
  expect(check.chance).toBeLessThan(RATIO_ALARM);
  expect(ratioSentence(check)).toContain('Do not trust the comparison');
});

test('somebody held out of a flow without a holdout raises the alarm', () => {
  expect(checkHoldoutRatio(500, 1, 0).healthy).toBe(false);
  expect(checkHoldoutRatio(500, 0, 0).healthy).toBe(true);
});

test('before anybody has entered the check is healthy', () => {
  const check = checkHoldoutRatio(0, 0, 0.1);
  expect(check.healthy).toBe(true);
  expect(ratioSentence(check)).toBe('Nobody has entered yet.');
});

test('with too few people to tell it says so and claims nothing', () => {
  const one = checkHoldoutRatio(1, 0, 0.1);
  expect(one).toMatchObject({ healthy: true, enough: false });
  expect(ratioSentence(one)).toBe(
    '0 of 1 person in the holdout so far: too few people yet to check whether the share is as intended (10%).',
  );
  expect(checkHoldoutRatio(0, 0, 0.1).enough).toBe(false);
});

test('it has enough people once an empty holdout could not have gone unnoticed', () => {
  for (const share of [0.05, 0.1, 0.5]) {
    const all = Array.from({ length: 400 }, (_, index) => index + 1);
    const noticed = all.find((people) => !checkHoldoutRatio(people, 0, share).healthy)!;
    const held = Math.round(noticed * share);
    expect(checkHoldoutRatio(noticed - held, held, share)).toMatchObject({ healthy: true, enough: true });
    expect(checkHoldoutRatio(noticed - 1 - held, held, share)).toMatchObject({
      healthy: true,
      enough: false,
    });
  }
});

test('a fault that shows among few people is reported at once', () => {
  const check = checkHoldoutRatio(0, 20, 0.1);
  expect(check).toMatchObject({ healthy: false, enough: false });
  expect(ratioSentence(check)).toContain('Do not trust the comparison');
});

test('changing the share half way is not a fault when both periods are given', () => {
  const periods = [
    { counts: [900, 100], shares: [0.9, 0.1] },
    { counts: [700, 300], shares: [0.7, 0.3] },
  ];
  expect(checkRatio(periods).healthy).toBe(true);
  expect(checkHoldoutRatio(1_600, 400, 0.1).healthy).toBe(false);
});

test('checked after every person, it raises false alarms less often than it claims', () => {
  const runs = Array.from({ length: 400 }, (_, run) => alarms(0.1, 0.05, run));
  expect(runs.filter(Boolean).length / 400).toBeLessThanOrEqual(0.05);
});
