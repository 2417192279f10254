import { graphSchema } from '@millrace/flow';
import { liftReport, type ArmTotals } from '@millrace/measure';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { cartTrigger, email, graphOf, node } from '../../testing/flows.ts';
import { maturityOf, type RunningFlow } from '../maturity.ts';
import type { AuditedFlow } from './check.ts';
import { AUDIT_CHECKS } from './checks.ts';
import { findingsOf } from './findings.ts';
import { gradeOf, GRADE_RULE } from './grade.ts';

const arm = (people: number, converted: number, each: number): ArmTotals => ({
  people,
  converted,
  margin: converted * each,
  marginSquared: converted * each * each,
});
const lift = (treated: number, heldOut: number) =>
  liftReport([{ share: 0.2, treated: arm(40_000, treated, 4_000), heldOut: arm(10_000, heldOut, 4_000) }]);
const graph = (settings: object = {}) =>
  graphSchema.parse(
    graphOf([cartTrigger(), email('mail')], {
      holdout: 0.2,
      owner: 'Ann',
      reviewOn: '2026-12-24',
      ...settings,
    }),
  );
/** A flow in which everything is as it should be. */
const GOOD: AuditedFlow = {
  id: 'one',
  runs: 'here',
  enters: ['cart-abandoned'],
  alsoHere: null,
  state: 'live',
  graph: graph(),
  writes: true,
  isMeasured: true,
  exits: ['order-placed'],
  lift: lift(4_800, 1_000),
  daysLive: 100,
  daysPaused: null,
  daysUnpublished: null,
  weeksToShow: 8,
  counts: { sent: 10_000, refused: 1_000, failed: 10, unsubscribed: 20, revenue: 95_000, discount: 5_000 },
  guardrailsOff: [],
  today: '2026-11-29',
};
const failing = (change: Partial<AuditedFlow>) =>
  findingsOf({ ...GOOD, ...change }).flatMap(({ check, ok }) => (ok ? [] : [check.id]));

test('each check is a file and a line, says why it counts, and is on the list once', () => {
  const files = readdirSync(join(dirname(fileURLToPath(import.meta.url)), 'checks')).map((file) =>
    file.replace(/\.ts$/, ''),
  );
  expect(AUDIT_CHECKS.map(({ id }) => id).sort()).toEqual(files.sort());
  for (const { title, why } of AUDIT_CHECKS) {
    expect(title).toMatch(/^[A-Z].{8,}[^.]$/);
    expect(why).toMatch(/^[A-Z].{20,}\.$/);
  }
});

test('nothing is to mend in a good flow, and everything is looked at', () => {
  expect(failing({})).toEqual([]);
  // What only a long pause shows does not apply.
  const seen = AUDIT_CHECKS.filter((check) => check.look(GOOD) !== null).map(({ id }) => id);
  expect(seen).toHaveLength(AUDIT_CHECKS.length - 1);
  for (const check of AUDIT_CHECKS) expect(check.look(GOOD)?.sentence ?? 'It is.').toMatch(/^.+\.$/);
});

describe('what is to mend is found', () => {
  test.each<[string, Partial<AuditedFlow>]>([
    ['loss', { lift: lift(3_200, 1_000) }],
    ['purchase-exit', { exits: ['customer-unsubscribed'] }],
    [
      'holdout',
      {
        graph: graph({ holdout: 0 }),
        lift: liftReport([{ share: 0, treated: arm(9, 1, 1), heldOut: arm(0, 0, 0) }]),
      },
    ],
    ['guardrails', { guardrailsOff: ['Frequency cap'] }],
    ['unsubscribes', { counts: { ...GOOD.counts, unsubscribed: 51 } }],
    ['discount', { counts: { ...GOOD.counts, discount: 12_000 } }],
    ['failing', { counts: { ...GOOD.counts, failed: 300 } }],
    ['paused', { state: 'paused', daysPaused: 8 }],
    ['result', { lift: liftReport([{ share: 0.2, treated: arm(80, 8, 9), heldOut: arm(20, 2, 9) }]) }],
    ['holdout-size', { weeksToShow: 53 }],
    ['not-sent', { counts: { ...GOOD.counts, refused: 10_000 } }],
    ['review', { graph: graph({ reviewOn: '2026-11-29' }) }],
    ['review', { graph: graph({ reviewOn: undefined }) }],
    ['owner', { graph: graph({ owner: undefined }) }],
    ['unpublished', { daysUnpublished: 15 }],
  ])('%s', (check, change) => {
    expect(failing(change)).toEqual([check]);
  });

  test('and not where too little is known, or where it does not apply', () => {
    const few = { sent: 10, refused: 9, failed: 9, unsubscribed: 9, revenue: 0, discount: 0 };
    expect(failing({ counts: few })).toEqual([]);
    expect(failing({ weeksToShow: null, daysUnpublished: 14, state: 'paused', daysPaused: 7 })).toEqual([]);
    const order = { ...graph({ purpose: 'transactional', holdout: 0 }), subject: 'order' as const };
    expect(failing({ graph: order, isMeasured: false, exits: [] })).toEqual([]);
    const young = liftReport([{ share: 0.2, treated: arm(80, 8, 9), heldOut: arm(20, 2, 9) }]);
    expect(failing({ lift: young, daysLive: 30 })).toEqual([]);
  });
});

test('the grade follows from what is to mend, by the rule that the page says', () => {
  const of = (serious: number, minor: number) =>
    gradeOf([
      ...Array.from({ length: serious }, () => ({ weight: 'serious' as const })),
      ...Array.from({ length: minor }, () => ({ weight: 'minor' as const })),
    ]);
  expect([of(0, 0), of(0, 1), of(0, 2), of(0, 3), of(1, 0), of(1, 9), of(2, 0)]).toEqual([
    'A',
    'B',
    'B',
    'C',
    'D',
    'D',
    'E',
  ]);
  for (const grade of ['A', 'B', 'C', 'D', 'E']) expect(GRADE_RULE).toContain(`${grade}: `);
});

describe('the level of a store', () => {
  const flow = (level: RunningFlow['level'], more: Partial<RunningFlow> = {}): RunningFlow => ({
    id: `${level}`,
    name: 'One',
    level,
    isJudged: false,
    grade: 'A',
    ...more,
  });
  const level = (...flows: readonly RunningFlow[]) => maturityOf(flows).level;

  test('is 1 without a flow, and rises with what runs', () => {
    expect(level()).toBe(1);
    expect(level(flow(2))).toBe(2);
    expect(level(flow(5))).toBe(2);
    expect(level(flow(2), flow(3), flow(3))).toBe(3);
    expect(level(flow(2), flow(2), flow(3))).toBe(2);
    expect(level(flow(2), flow(3), flow(3), flow(3), flow(4))).toBe(3);
    expect(level(flow(2), flow(3), flow(3), flow(3), flow(4, { isJudged: true }))).toBe(4);
    const judged = { isJudged: true };
    const five = [flow(2), flow(3), flow(3, judged), flow(4, judged), flow(5, judged)];
    expect(level(...five)).toBe(5);
    expect(level(...five, flow(3, { grade: 'D' }))).toBe(4);
  });

  test('never leaves out a level below, and says how far each thing has come', () => {
    const { levels } = maturityOf([flow(5, { isJudged: true })]);
    expect(levels.map(({ reached }) => reached)).toEqual([true, true, false, false, false]);
    expect(levels[2]!.requirements[0]).toEqual({
      sentence: 'Three flows are live.',
      met: false,
      have: '1 of 3',
    });
  });
});

describe('a flow of another system', () => {
  const elsewhere = { ...GOOD, runs: 'elsewhere', graph: graph({ holdout: 0 }), isMeasured: false } as const;
  const findings = (change: Partial<AuditedFlow>) =>
    findingsOf({ ...elsewhere, ...change }).flatMap(({ check, ok }) => (ok ? [] : [check.id]));

  test('is never asked for what only flows here have', () => {
    expect(findings({ guardrailsOff: ['Quiet hours'], daysPaused: 30, daysUnpublished: 30 })).toEqual([
      'not-held-out',
    ]);
  });

  test('has to end at a purchase, unless the file does not say or it begins with one', () => {
    expect(findings({ exits: [] })).toEqual(['purchase-exit', 'not-held-out']);
    for (const change of [
      { exits: null },
      { exits: [], enters: ['order-placed'] },
      { exits: [], enters: null },
    ])
      expect(findings(change)).toEqual(['not-held-out']);
  });

  test('is told apart from one that writes about the same moment here', () => {
    expect(findings({ alsoHere: 'Cart reminder' })).toEqual(['twice', 'not-held-out']);
  });

  test('leaves time between its messages', () => {
    const two = (between: ReturnType<typeof email>[]) =>
      graphSchema.parse(graphOf([cartTrigger(), email('one'), ...between, email('two')], { holdout: 0 }));
    expect(findings({ graph: two([]) })).toEqual(['not-held-out', 'at-once']);
    expect(
      findings({ graph: two([node('rest', 'wait', { duration: { amount: 1, unit: 'days' } })]) }),
    ).toEqual(['not-held-out']);
  });
});
