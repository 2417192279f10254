import { expect, test } from 'vitest';
import { DAY } from '@millrace/base';
import { seededRandom } from '@millrace/measure';
import fixtures from './fixtures/decisions.json';
import type { PastDecision } from './history.ts';
import { always, comparePolicies, logsOf, type LoggedDecision, type Policy } from './policies.ts';

interface Cell {
  readonly cell: number;
}
type Log = readonly LoggedDecision<Cell>[];
type Means = ReadonlyMap<string, number>;

const NOW = Date.UTC(2026, 5, 1);
const key = (cell: number, option: string) => `${cell} ${option}`;
/** The mean reward of each option in each cell. */
function means(log: Log): Means {
  const sums = new Map<string, { count: number; sum: number }>();
  for (const { context, chosen, reward } of log) {
    const of = sums.get(key(context.cell, chosen)) ?? { count: 0, sum: 0 };
    sums.set(key(context.cell, chosen), { count: of.count + 1, sum: of.sum + reward });
  }
  return new Map([...sums].map(([name, { count, sum }]) => [name, sum / count]));
}
const ALWAYS = (option: string): Policy<Cell, Means> => ({
  id: `always:${option}`,
  title: `Always ${option}`,
  sentence: `Everybody gets ${option}.`,
  option,
  chances: always(option, 'a'),
});
const GREEDY: Policy<Cell, Means> = {
  id: 'greedy',
  title: 'Whatever was best',
  sentence: 'Everybody gets what was best in their cell.',
  chances({ context, open }, learned) {
    const value = ({ option }: { option: string }) => learned.get(key(context.cell, option)) ?? 0;
    const best = open.reduce((one, other) => (value(other) > value(one) ? other : one));
    return { [best.option]: 1 };
  },
};
const compare = (log: Log, policies: readonly Policy<Cell, Means>[]) =>
  comparePolicies<Cell, Means>({
    steps: [{ flow: 'f', node: 'n', log, waiting: 0 }],
    policies: () => policies,
    learn: means,
    expects: (learned, { cell }, option) => learned.get(key(cell, option)) ?? 0,
  })[0]!;
const of = (report: ReturnType<typeof compare>, id: string) =>
  report.policies.find((policy) => policy.id === id)!;

/** Decisions between a, b and c, each with its probability, about people of ten cells. */
function logged(
  count: number,
  seed: number,
  {
    probabilities = [0.6, 0.3, 0.1] as readonly number[],
    rate = (_cell: number, _option: string): number => 0.2,
    personOf = (index: number) => `p${index}`,
  } = {},
): Log {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_unused, index) => {
    const cell = Math.floor(random() * 10);
    const open = ['a', 'b', 'c'].map((option, at) => ({ option, probability: probabilities[at]! }));
    const drawn = random();
    let passed = 0;
    const one = open.find(({ probability }) => drawn < (passed += probability))!;
    return {
      person: personOf(index),
      context: { cell },
      open,
      chosen: one.option,
      probability: one.probability,
      reward: random() < rate(cell, one.option) ? 1_000 : 0,
    };
  });
}

test('the value is the doubly robust one that numpy computes from the log, and so is the effective size', () => {
  const { logged: chances, taken, reward, other, expected, dr, effective } = fixtures.policy;
  const ids = ['a', 'b', 'c'];
  // The log of thirty decisions twenty times over, so that there is enough to claim something.
  const log = Array.from({ length: 20 }, (_unused, copy) =>
    taken.map((option, index): LoggedDecision<Cell> => ({
      person: `${copy} ${index}`,
      context: { cell: index },
      open: ids.map((id, at) => ({ option: id, probability: chances[index]![at]! })),
      chosen: option,
      probability: chances[index]![ids.indexOf(option)]!,
      reward: reward[index]!,
    })),
  ).flat();
  const [report] = comparePolicies<Cell, null>({
    steps: [{ flow: 'f', node: 'n', log, waiting: 3 }],
    policies: () => [
      {
        id: 'other',
        title: 'Another',
        sentence: 'Another.',
        chances: ({ context }) => Object.fromEntries(ids.map((id, at) => [id, other[context.cell]![at]!])),
      },
    ],
    learn: () => null,
    expects: (_learned, { cell }, option) => expected[cell]![ids.indexOf(option)]!,
  });
  const [ran, another] = report!.policies;
  expect(another!.value?.estimate).toBeCloseTo(dr, 8);
  expect(another!.effective).toBeCloseTo(20 * effective, 6);
  expect(ran!.value?.estimate).toBeCloseTo(reward.reduce((sum, one) => sum + one, 0) / 30, 8);
  expect(another!.difference?.estimate).toBeCloseTo(dr - ran!.value!.estimate, 8);
  expect(report).toMatchObject({ flow: 'f', node: 'n', decisions: 600, people: 600, fixed: 0, waiting: 3 });
});

test('intervals contain the truth at least as often as they claim, and all differences together', () => {
  const rate = (cell: number, option: string) =>
    0.1 + cell / 50 + (option === 'b' ? 0.1 : 0) + (option === 'c' && cell > 5 ? 0.2 : 0);
  const truth = (option: string) =>
    1_000 *
    (Array.from({ length: 10 }, (_unused, cell) => rate(cell, option)).reduce((sum, one) => sum + one) / 10);
  const RAN = 0.6 * truth('a') + 0.3 * truth('b') + 0.1 * truth('c');
  const runs = 200;
  let [wrongValues, wrongTogether] = [0, 0];
  for (let run = 0; run < runs; run += 1) {
    const report = compare(logged(2_500, 1_000 + run, { rate }), ['a', 'b', 'c'].map(ALWAYS));
    const outside = ['a', 'b', 'c'].map((option) => {
      const { value, difference } = of(report, `always:${option}`);
      if (value!.lower > truth(option) || value!.upper < truth(option)) wrongValues += 1;
      return difference!.lower > truth(option) - RAN || difference!.upper < truth(option) - RAN;
    });
    if (outside.includes(true)) wrongTogether += 1;
  }
  expect(wrongValues / (3 * runs)).toBeLessThanOrEqual(0.05);
  expect(wrongTogether / runs).toBeLessThanOrEqual(0.05);
});

test('what is worth more is found, with an interval that excludes no difference', () => {
  const rate = (_cell: number, option: string) => (option === 'b' ? 0.5 : 0.2);
  const report = compare(logged(4_000, 3, { rate }), ['b', 'c'].map(ALWAYS));
  expect(of(report, 'always:b').difference!.lower).toBeGreaterThan(100);
  expect(of(report, 'always:c').difference!.upper).toBeLessThan(0);
});

test('a policy is not judged by what it has learned from: where nothing works, learning finds nothing', () => {
  let [inSample, crossFitted] = [0, 0];
  for (let run = 0; run < 20; run += 1) {
    const log = logged(600, 500 + run, { probabilities: [0.34, 0.33, 0.33] });
    crossFitted += of(compare(log, [GREEDY]), 'greedy').difference!.estimate / 20;
    // The same without other people: it has seen the very outcomes that it is judged by.
    const seen = means(log);
    const ran = log.reduce((sum, { reward }) => sum + reward, 0) / log.length;
    const cheating = log.map(({ context, chosen, reward, open, probability }) => {
      const chances = GREEDY.chances({ person: '', context, chosen, reward, open, probability }, seen);
      return ((chances[chosen] ?? 0) / probability) * reward;
    });
    inSample += (cheating.reduce((sum, one) => sum + one, 0) / log.length - ran) / 20;
  }
  expect(inSample).toBeGreaterThan(40);
  expect(Math.abs(crossFitted)).toBeLessThan(15);
});

test('many decisions about one person are one observation', () => {
  const alone = compare(logged(2_000, 7), [ALWAYS('b')]);
  const repeated = compare(logged(2_000, 7, { personOf: (index) => `p${index % 200}` }), [ALWAYS('b')]);
  expect(repeated).toMatchObject({ decisions: 2_000, people: 200 });
  expect(of(repeated, 'as-it-ran').effective).toBeCloseTo(200, 6);
  expect(of(repeated, 'always:b').effective).toBeLessThan(of(alone, 'always:b').effective / 2);
  // The same person again and again says as much as that person once.
  const once = logged(400, 8);
  const again = Array.from({ length: 5 }, () => once).flat();
  const [one, five] = [compare(once, [ALWAYS('b')]), compare(again, [ALWAYS('b')])];
  expect(of(five, 'as-it-ran').value!.upper).toBeCloseTo(of(one, 'as-it-ran').value!.upper, 6);
  expect(of(five, 'always:b').effective).toBeCloseTo(of(one, 'always:b').effective, 6);
});

test('too little evidence is refused in words, and says how much there is', () => {
  const report = compare(logged(240, 9), ['a', 'b', 'c'].map(ALWAYS));
  expect(of(report, 'as-it-ran').refusal).toBeNull();
  expect(of(report, 'always:a')).toMatchObject({ refusal: null });
  const rare = of(report, 'always:c');
  expect(rare).toMatchObject({ value: null, difference: null });
  expect(rare.refusal).toBe(
    `Too early to tell: the log is worth ${Math.floor(rare.effective)} decisions of it, and 100 are needed.`,
  );
  expect(of(compare(logged(60, 9), []), 'as-it-ran')).toMatchObject({
    value: null,
    refusal: 'Too early to tell: the log is worth 60 decisions of it, and 100 are needed.',
  });
});

test('an option that was never tried or never allowed says so', () => {
  const without = logged(900, 10).map((decision) =>
    decision.chosen === 'c' ? { ...decision, chosen: 'a', probability: 0.6 } : decision,
  );
  expect(of(compare(without, [ALWAYS('c')]), 'always:c')).toMatchObject({
    value: null,
    refusal:
      'It was allowed in 900 decisions and never chosen, so nothing is known of it. Wait, or raise the exploration share of the step.',
  });
  expect(of(compare(without, [ALWAYS('d')]), 'always:d').refusal).toBe(
    'It was never allowed beside another choice, so there is nothing to compare.',
  );
});

test('decisions without any chance of another choice are left out, and said to be the reason', () => {
  const fixed = logged(900, 11, { probabilities: [1, 0, 0] });
  const report = compare(fixed, ['a', 'b'].map(ALWAYS));
  expect(report).toMatchObject({ decisions: 0, fixed: 900 });
  expect(of(report, 'always:b').refusal).toBe(
    'In 100% of the decisions only the best guess could be chosen, so nothing is known of other choices. Set an exploration share above 0 in the step.',
  );
  expect(compare([...fixed, ...logged(900, 12)], [ALWAYS('a')])).toMatchObject({
    decisions: 900,
    fixed: 900,
  });
});

test('decisions with one allowed option count for the margin, and are no evidence', () => {
  const alone = logged(3_000, 13).map((decision) => ({
    ...decision,
    open: [{ option: 'a', probability: 1 }],
    chosen: 'a',
    probability: 1,
  }));
  const report = compare([...alone, ...logged(60, 14)], ['a', 'b'].map(ALWAYS));
  expect(report.decisions).toBe(3_060);
  expect(of(report, 'as-it-ran').refusal).toBeNull();
  expect(of(report, 'always:b').effective).toBeLessThan(60);
  expect(of(report, 'always:b').refusal).toMatch(/^Too early to tell/);
});

test('a policy that chooses as what ran is named instead of compared', () => {
  const same: Policy<Cell, Means> = {
    id: 'same',
    title: 'The same',
    sentence: 'As before.',
    chances: ({ open }) => Object.fromEntries(open.map(({ option, probability }) => [option, probability])),
  };
  const report = compare(logged(500, 15), [same, ALWAYS('a')]);
  expect(report.asItRan).toEqual(['The same']);
  expect(report.policies.map(({ id }) => id)).toEqual(['as-it-ran', 'always:a']);
});

test('the log has decisions whose outcome is final, of people who could get what was chosen', () => {
  const past = (change: Partial<PastDecision> = {}): PastDecision => ({
    record: {
      model: 'm',
      by: 'rule',
      inputs: { cell: 4 },
      options: [
        { id: 'a', probability: 0.8, score: null, note: null },
        { id: 'b', probability: 0.2, score: null, note: null },
        { id: 'c', probability: 0, score: null, note: 'Not allowed.' },
      ],
      chosen: 'b',
      score: null,
    },
    at: NOW - 6 * DAY,
    now: NOW,
    heldOut: false,
    reward: 700,
    person: 'p',
    flow: 'f',
    node: 'n',
    ...change,
  });
  const read = (all: readonly PastDecision[]) =>
    logsOf(all, 5, ({ record: { inputs } }) =>
      typeof inputs['cell'] === 'number' ? { cell: inputs['cell'] } : null,
    );
  expect(
    read([past(), past({ heldOut: true }), past({ at: NOW - DAY }), past({ node: 'other', reward: null })]),
  ).toEqual([
    {
      flow: 'f',
      node: 'n',
      waiting: 1,
      log: [
        {
          person: 'p',
          context: { cell: 4 },
          open: [
            { option: 'a', probability: 0.8 },
            { option: 'b', probability: 0.2 },
          ],
          chosen: 'b',
          probability: 0.2,
          reward: 700,
        },
      ],
    },
    { flow: 'f', node: 'other', waiting: 0, log: [expect.objectContaining({ reward: 0 })] },
  ]);
  const unreadable = past();
  expect(read([{ ...unreadable, record: { ...unreadable.record, inputs: {} } }])[0]?.log).toEqual([]);
  expect(read([{ ...unreadable, record: { ...unreadable.record, chosen: 'c' } }])[0]?.log).toEqual([]);
});
