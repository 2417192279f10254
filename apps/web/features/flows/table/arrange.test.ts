import { expect, it } from 'vitest';
import { arranged, flowsSentence, type FlowRow } from './arrange.ts';

const row = (name: string, change: Partial<FlowRow> = {}): FlowRow => ({
  id: name,
  name,
  subject: 'customer',
  state: 'live',
  liveVersion: 1,
  templateId: null,
  createdAt: 0,
  updatedAt: 0,
  updatedBy: null,
  owner: null,
  problems: 0,
  entered: 0,
  inside: 0,
  sent: 0,
  held: 0,
  orders: 0,
  revenue: 0,
  entries: [],
  caused: undefined,
  ...change,
});
const early = { estimate: null, lower: null, upper: null, lift: 'too-early' };

it('sorts flows by their effect, with unknown effects last', () => {
  const rows = [
    row('early', { caused: early }),
    row('cost', { caused: { ...early, estimate: -300 } }),
    row('gain', { caused: { ...early, estimate: 900 } }),
  ];
  expect(arranged(rows, 'caused', 'down').map((one) => one.name)).toEqual(['gain', 'cost', 'early']);
});

it('keeps the order of flows that are equal in the column sorted by', () => {
  expect(arranged([row('b'), row('a'), row('c')], 'sent', 'up').map((one) => one.name)).toEqual([
    'b',
    'a',
    'c',
  ]);
});

it('sorts names without minding capital letters', () => {
  expect(arranged([row('beta'), row('Alpha')], 'name', 'up').map((one) => one.name)).toEqual([
    'Alpha',
    'beta',
  ]);
});

it('sums up how many flows run and how many people are inside', () => {
  expect(
    flowsSentence([row('a', { inside: 1 }), row('b', { state: 'paused' }), row('c', { state: 'draft' })]),
  ).toBe('1 flow is live, 1 is paused; 1 person is inside now.');
  expect(flowsSentence([])).toBe('No flow is live; nobody is inside now.');
});

it('counts orders apart from people, by what each flow is about', () => {
  const inside = (...flows: Partial<FlowRow>[]) =>
    flowsSentence(flows.map((flow, index) => row(String(index), flow))).split('; ')[1];
  const ofOrders = { subject: 'order' } as const;
  expect(inside({ inside: 1_204 }, { ...ofOrders, inside: 2 }, { ...ofOrders, inside: 1 })).toBe(
    '1,204 people and 3 orders are inside now.',
  );
  expect(inside({}, { ...ofOrders, inside: 1 })).toBe('1 order is inside now.');
  expect(inside({}, ofOrders)).toBe('nothing is inside now.');
});
