import { expect, test } from 'vitest';
import fixtures from './fixtures/measure.json';
import { checkHoldoutRatio, checkRatio, RATIO_ALARM, ratioSentence, seededRandom } from './index.ts';

test('the evidence against the shares is what scipy computes for the Dirichlet mixture', () => {
  for (const { counts, shares, evidence } of fixtures.ratio) expect(checkRatio([{ counts, shares }]).evidence / evidence).toBeCloseTo(1, 9);
});

test('a holdout of the size asked for is called healthy', () => {
  const check = checkHoldoutRatio(9_030, 970, 0.1);
  expect(check.healthy).toBe(true);
  expect(ratioSentence(check)).toBe('9.7 % of people were held back, as intended (10.0 %).');
});

test('a holdout that lost a third of its people raises the alarm', () => {
  const check = checkHoldoutRatio(9_000, 667, 0.1);
  expect(check.healthy).toBe(false);
  expect(check.chance).toBeLessThan(RATIO_ALARM);
  expect(ratioSentence(check)).toContain('do not trust the comparison');
});

test('somebody held out of a flow without a holdout raises the alarm', () => {
  expect(checkHoldoutRatio(500, 1, 0).healthy).toBe(false);
  expect(checkHoldoutRatio(500, 0, 0).healthy).toBe(true);
});

test('before anybody has entered there is nothing to complain about', () => {
  const check = checkHoldoutRatio(0, 0, 0.1);
  expect(check.healthy).toBe(true);
  expect(ratioSentence(check)).toBe('Nobody has entered yet.');
});

test('changing the share half way does not look like a fault when both periods are told', () => {
  const periods = [
    { counts: [900, 100], shares: [0.9, 0.1] },
    { counts: [700, 300], shares: [0.7, 0.3] },
  ];
  expect(checkRatio(periods).healthy).toBe(true);
  expect(checkHoldoutRatio(1_600, 400, 0.1).healthy).toBe(false);
});

test('looked at after every person it cries wolf less often than it says', () => {
  let alarms = 0;
  for (let run = 0; run < 400; run += 1) {
    const random = seededRandom(run);
    let heldOut = 0;
    let crossed = false;
    for (let person = 1; person <= 1_000; person += 1) {
      if (random() < 0.1) heldOut += 1;
      if (person % 10 === 0 && !checkHoldoutRatio(person - heldOut, heldOut, 0.1, 0.05).healthy) crossed = true;
    }
    if (crossed) alarms += 1;
  }
  expect(alarms / 400).toBeLessThanOrEqual(0.05);
});
