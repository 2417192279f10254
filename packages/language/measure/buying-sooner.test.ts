import { expect, test } from 'vitest';
import { isEverClaimed, peopleWhoBuySooner } from './testing/buying-sooner.ts';

const LIVES = 150;

test('people who only buy sooner are no gain: counted when their window is over they are told to gain in one life of twenty at most', () => {
  let [claimed, claimedEarly] = [0, 0];
  for (let life = 0; life < LIVES; life += 1) {
    const people = peopleWhoBuySooner(life + 1);
    if (isEverClaimed(people, true)) claimed += 1;
    // The trial can tell: counted at once, nearly every life is told a gain that is none.
    if (life < 20 && isEverClaimed(people, false)) claimedEarly += 1;
  }
  expect(claimed / LIVES).toBeLessThanOrEqual(0.075);
  expect(claimedEarly).toBeGreaterThan(15);
});
