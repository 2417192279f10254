import { describe, expect, test } from 'vitest';
import { draw } from '@millrace/base';
import { testReport } from './ab-test.ts';

const variant = (id: string, measured: number, reached: number, people = measured) => ({
  id,
  name: id.toUpperCase(),
  people,
  measured,
  reached,
});

describe('the report of a test', () => {
  test('names no winner before enough people of every variant were measured', () => {
    const report = testReport([variant('a', 5_000, 100), variant('b', 99, 60)], 100);
    expect(report).toMatchObject({ state: 'too-early', winner: null, leader: 'b' });
    expect(report.sentence).toBe(
      'Too early: the smallest variant has 99 people whose time is over, of 100 needed.',
    );
  });

  test('names the one that is better than every other', () => {
    const report = testReport(
      [variant('a', 4_000, 200), variant('b', 4_000, 400), variant('c', 4_000, 210)],
      100,
    );
    expect(report).toMatchObject({ state: 'clear', winner: 'b' });
    expect(report.sentence).toMatch(
      /^“B” is better than every other variant \(10(\.0)?.?%\), with 95 % certainty\.$/,
    );
    expect(report.against[0]).toBeNull();
    expect(report.against[1]!.lower).toBeGreaterThan(0);
  });

  test('names none while two share the lead', () => {
    expect(
      testReport([variant('a', 4_000, 400), variant('b', 4_000, 401), variant('c', 4_000, 40)], 100),
    ).toMatchObject({ state: 'unclear', winner: null, leader: 'b' });
  });

  test('of nobody says so', () => {
    expect(testReport([variant('a', 0, 0), variant('b', 0, 0)], 20)).toMatchObject({
      state: 'too-early',
      leader: null,
      against: [null, null],
    });
    const [, difference] = testReport([variant('a', 3, 0), variant('b', 2, 2)], 20).against;
    expect(difference).toMatchObject({ estimate: 1, upper: 1 });
    expect(difference!.lower).toBeGreaterThanOrEqual(-1);
  });
});

test('variants without a difference are called a winner in few of many tests, although everybody looks after every hundred people', () => {
  const RUNS = 300;
  let named = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const reached = [0, 0, 0];
    let isNamed = false;
    for (let people = 1; people <= 3_000 && !isNamed; people += 1) {
      for (const index of [0, 1, 2])
        if (draw(`run-${run}`, `${index}/${people}`) < 0.1) reached[index] = reached[index]! + 1;
      if (people % 100 === 0)
        isNamed =
          testReport(
            ['a', 'b', 'c'].map((id, index) => variant(id, people, reached[index]!)),
            100,
          ).winner !== null;
    }
    if (isNamed) named += 1;
  }
  // 95 % certainty allows 15 of 300; the chance of more than 24 with a true rate of 5 % is below 1 %.
  expect(named).toBeLessThanOrEqual(24);
});
