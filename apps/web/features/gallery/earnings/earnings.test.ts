import { earningsOf } from '@millrace/measure';
import type { TemplateFit } from '@millrace/services/automation';
import { describe, expect, it } from 'vitest';
import { changed, inputList } from './inputs.ts';
import { stepsOf } from './steps.ts';

const from = Object.fromEntries(
  [
    'people',
    'entries',
    'reach',
    'rate',
    'margin',
    'orderValue',
    'effect',
    'discount',
    'messages',
    'minutes',
    'hourCost',
  ].map((name) => [name, `${name} is from here.`]),
) as TemplateFit['from'];
const inputs: TemplateFit['inputs'] = {
  people: 1_000,
  entries: null,
  reach: 0.8,
  rate: 0.2,
  margin: 3_000,
  orderValue: 8_000,
  effect: { low: 0.02, high: 0.1 },
  measured: null,
  discountShare: 0.15,
  discountDepth: 0.1,
  channels: [{ channel: 'post', sends: 2, cost: 0.1 }],
  minutes: null,
  hourCost: 3_000,
};
const list = inputList({ inputs, from }, () => 'Post');
const ids = (fit: TemplateFit['inputs']) =>
  inputList({ inputs: fit, from }, () => 'Post').map(({ id }) => id);

describe('the inputs', () => {
  it('are those that the calculation reads, each with where it is from', () => {
    expect(list.map(({ id }) => id)).toEqual([
      'people',
      'reach',
      'rate',
      'effect-low',
      'effect-high',
      'margin',
      'orderValue',
      'discountShare',
      'discountDepth',
      'sends-post',
      'cost-post',
    ]);
    for (const input of list)
      expect(input.from).toMatch(/ is from here\.$|^The other end of the same range\.$/);
    expect(ids({ ...inputs, measured: { low: 1, high: 2 } })).toEqual([
      'people',
      'measured-low',
      'measured-high',
      'sends-post',
      'cost-post',
    ]);
    expect(ids({ ...inputs, effect: null, channels: [], minutes: { low: 1, high: 2 } })).toEqual([
      'entries',
      'minutes-low',
      'minutes-high',
      'hourCost',
    ]);
  });

  it('can each be changed, and every change is in the result', () => {
    const before = JSON.stringify(earningsOf(inputs));
    for (const { id, value } of list) {
      const after = changed(list, inputs, { [id]: (value ?? 0) * 1.5 });
      expect(JSON.stringify(earningsOf(after)), id).not.toBe(before);
      expect(changed(list, inputs, { [id]: value }), id).toEqual(inputs);
    }
    expect(changed(list, inputs, {})).toEqual(inputs);
  });

  it('stay a range when the low end is typed above the high one', () => {
    expect(changed(list, inputs, { 'effect-low': 0.3 }).effect).toEqual({ low: 0.1, high: 0.3 });
  });
});

describe('the calculation', () => {
  it('is shown step by step, with its low and its high end', () => {
    const steps = stepsOf(inputs, earningsOf(inputs)!, 'USD');
    expect(steps.map(({ name }) => name)).toEqual([
      'Orders because of it',
      'Their margin',
      'Offers',
      'Messages',
      'In a month',
    ]);
    expect(steps[0]).toEqual({
      name: 'Orders because of it',
      how: '1,000 people × 80% reached × 20% who order anyway × 2% to 10% more',
      low: '3.2',
      high: '16',
    });
    expect(steps[1]).toMatchObject({ how: 'each $30.00', low: '$96.00', high: '$480.00' });
    expect(steps[3]).toMatchObject({ how: '800 × 2 messages', low: '−$1.60' });
    expect(steps.at(-1)).toMatchObject({ low: '−$100', high: '$270', isTotal: true });
  });
});
