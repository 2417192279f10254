import { MINIMUM_CONVERTED, MINIMUM_PEOPLE } from '@millrace/measure';
import type { FlowAnalytics } from '@millrace/services/measure';
import { lookAt } from '@millrace/ui/testing';
import { describe, expect, it, test } from 'vitest';
import { toGraph } from '../editor/store/document.ts';
import { documentOf } from '../editor/testing/sample-kinds.ts';
import { ArmsPart } from './arms-part.tsx';
import { GuardrailsPart } from './guardrails-part.tsx';
import { LiftPart } from './lift-part.tsx';
import { TooEarly } from './too-early.tsx';

const arm = { people: 0, converted: 0, orders: 0, revenue: 0, margin: 0 };
const metric = {
  event: 'customer-unsubscribed',
  state: 'too-early',
  treated: { people: 0, happened: 0 },
  heldOut: { people: 0, happened: 0 },
  difference: null,
  whole: true,
  countedAt: null,
} as const;
const NO_LIFT = {
  state: 'too-early',
  treatedPeople: 0,
  heldOutPeople: 0,
  waitingPeople: 0,
  margin: null,
  conversion: null,
  causedMargin: null,
  causedConversions: null,
  missing: {
    heldOutPeople: MINIMUM_PEOPLE,
    treatedPeople: MINIMUM_PEOPLE,
    heldOutConverted: MINIMUM_CONVERTED,
    treatedConverted: MINIMUM_CONVERTED,
  },
  ratio: { healthy: true, enough: false, evidence: 1, chance: 0, observed: [], expected: [] },
  ratioSentence: 'Too few people to check the groups.',
};
const interval = (estimate: number, lower: number, upper: number) => ({ estimate, lower, upper });
const MEASURED = {
  ...NO_LIFT,
  state: 'gain',
  treatedPeople: 9_000,
  heldOutPeople: 1_000,
  missing: null,
  margin: interval(182, 60, 304),
  conversion: interval(0.021, 0.004, 0.038),
  causedMargin: interval(1_638_000, 540_000, 2_736_000),
  causedConversions: interval(189, 36, 342),
};

function analytics(lift: object, more: object = {}): FlowAnalytics {
  return {
    currency: 'USD',
    lift,
    earlySentence: null,
    early: null,
    inBoth: 0,
    nodes: {},
    arms: { treated: arm, heldOut: arm },
    metrics: { outcome: null, failure: metric },
    ...more,
  } as unknown as FlowAnalytics;
}
const part = (lift: object, more: object = {}) => lookAt(<LiftPart analytics={analytics(lift, more)} />);

describe('what a flow brought in', () => {
  it('is told with its interval, in figures and for screen readers', () => {
    const drawn = part(MEASURED);
    expect(drawn.words).toContain('+$16,380');
    expect(drawn.words).toContain('between $5,400 and $27,360');
    expect(drawn.words).toContain('About 189 people bought because of it, between 36 and 342.');
    expect(drawn.names('img')).toEqual([
      expect.stringMatching(/^Margin per person \+\$1\.82, between \+\$0\.60 and \+\$3\.04$/),
      expect.stringMatching(/^Share that orders .*2\.1.*, between .*0\.4.* and .*3\.8.*$/),
    ]);
  });

  test.each(['too-early', 'no-holdout', 'uneven'])('is no number while it is %s', (state) => {
    const drawn = part({ ...NO_LIFT, state, missing: state === 'too-early' ? NO_LIFT.missing : null });
    expect(drawn.words).not.toContain('$');
    expect(drawn.all('img')).toEqual([]);
  });

  it('shows what it looks like so far apart from the result, and how much of it is over', () => {
    const early = 'With the 300 people whose window is open it looks like $120 so far. This is early.';
    const drawn = part(
      { ...NO_LIFT, waitingPeople: 300, treatedPeople: 80, heldOutPeople: 20 },
      { earlySentence: early },
    );
    expect(drawn.words).toMatch(/Early ?the outcome window of 100 of 400 people is over/);
    expect(drawn.words).toContain(early);
    expect(drawn.html).toContain('width:25%');
    expect(part(NO_LIFT).words).not.toContain('outcome window of');
  });

  it.each([
    [1, '1 person is left out of both groups'],
    [12, '12 people are left out of both groups'],
  ])('says that %i were in both groups', (inBoth, words) => {
    expect(part(MEASURED, { inBoth }).words).toContain(words);
    expect(part(MEASURED).words).not.toContain('left out of both groups');
  });

  it('says whether the groups were divided as intended, where there is a holdout', () => {
    expect(part(MEASURED).words).toContain('Too few people to check the groups.');
    expect(part({ ...NO_LIFT, state: 'no-holdout', missing: null }).words).not.toContain(
      'to check the groups',
    );
  });
});

describe('what is missing for a result', () => {
  const rows = (missing: object) =>
    lookAt(<TooEarly lift={{ ...NO_LIFT, missing: { ...NO_LIFT.missing, ...missing } } as never} />)
      .all('listitem')
      .map(({ words }) => words);

  it('is said for each group, as what there is of what is needed', () => {
    expect(rows({})).toEqual([
      `People in the holdout 0 of ${MINIMUM_PEOPLE}`,
      `People in the flow 0 of ${MINIMUM_PEOPLE}`,
      `Ordered, in the holdout 0 of ${MINIMUM_CONVERTED}`,
      `Ordered, in the flow 0 of ${MINIMUM_CONVERTED}`,
    ]);
    expect(rows({ treatedPeople: 0, heldOutConverted: 1 })).toEqual([
      `People in the holdout 0 of ${MINIMUM_PEOPLE}`,
      'People in the flow Enough',
      `Ordered, in the holdout ${MINIMUM_CONVERTED - 1} of ${MINIMUM_CONVERTED}`,
      `Ordered, in the flow 0 of ${MINIMUM_CONVERTED}`,
    ]);
  });
});

describe('the two groups', () => {
  it('have a line for each figure, and no figure per person where there is nobody', () => {
    const drawn = lookAt(
      <ArmsPart
        analytics={analytics(MEASURED, {
          arms: {
            treated: { people: 200, converted: 10, orders: 12, revenue: 90_000, margin: 30_000 },
            heldOut: arm,
          },
        })}
      />,
    );
    expect(drawn.words).toContain('People 200 0');
    expect(drawn.words).toContain('Ordered 10 5% 0');
    expect(drawn.words).toContain('Revenue per person $4.50 –');
    expect(drawn.words).toContain('Margin per person $1.50 –');
    expect(drawn.find('th[scope="row"]').length).toBe(drawn.find('tbody tr').length);
    expect(drawn.words).not.toContain('Counted');
  });

  it('say when the metrics of a large flow were counted', () => {
    const counted = { outcome: null, failure: { ...metric, countedAt: Date.UTC(2026, 10, 29, 12) } };
    expect(lookAt(<ArmsPart analytics={analytics(MEASURED, { metrics: counted })} />).words).toContain(
      'Counted',
    );
  });
});

describe('why messages were held', () => {
  const graph = toGraph({
    ...documentOf({ 'send-email-ab2c': 'send-email', 'send-sms-k7d2': 'send-sms' }),
  });
  const held = (nodes: object) =>
    lookAt(<GuardrailsPart graph={graph} analytics={analytics(MEASURED, { nodes })} />);

  it('is said with the step as the marketer knows it, never by its id', () => {
    const drawn = held({
      'send-email-ab2c': { 'held:quiet-hours': 30 },
      'send-sms-k7d2': { 'held:quiet-hours': 12 },
      'gone-x2y3': { 'held:quiet-hours': 1 },
    });
    const [line] = drawn.all('listitem');
    expect(line?.words).toContain('Send e-mail and Send text message and 1 more');
    expect(line?.words).toMatch(/ 43$/);
    expect(held({ 'gone-x2y3': { 'refused:consent-missing': 1 } }).words).toContain('a step that is gone');
    expect(held({ 'gone-x2y3': { 'refused:consent-missing': 1 } }).words).not.toContain('x2y3');
  });

  it('says so when nothing was', () => {
    expect(held({ 'send-email-ab2c': { sent: 4, held: 0 } }).words).toContain(
      'Nothing was held back so far.',
    );
    expect(held({}).all('listitem')).toEqual([]);
  });
});
