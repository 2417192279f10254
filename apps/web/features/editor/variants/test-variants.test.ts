import { describe, expect, test } from 'vitest';
import { emailChannel } from '@millrace/channels';
import { validate, type GraphNode } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import { NO_HISTORY, perform, undo } from '../history/history.ts';
import { toDocument, toGraph, type FlowDocument } from '../store/document.ts';
import { testVariants } from './test-variants.ts';

const node = (id: string, kind: string, config: object = {}, more: Partial<GraphNode> = {}): GraphNode => ({
  id,
  kind,
  version: Math.max(0, ...Object.values(kinds[kind]!.versions)),
  config: config as Record<string, unknown>,
  ...more,
});
const SEND = 'send-email';
const content = { ...(emailChannel.example as object), subject: 'As it is' };
const before = toDocument({
  schemaVersion: 2,
  subject: 'customer',
  nodes: [
    node('start', 'event-trigger', { event: 'order-placed' }),
    node('wait', 'wait', { amount: 1, unit: 'days' }),
    node('mail', SEND, { content, ifNotSent: 'way' }, { position: { x: 10, y: 20 } }),
    node('end', 'end'),
    node('other', 'end'),
  ],
  edges: [
    { id: '1', from: 'start', port: 'next', to: 'wait' },
    { id: '2', from: 'wait', port: 'next', to: 'mail' },
    { id: '3', from: 'mail', port: 'next', to: 'end' },
    { id: '4', from: 'mail', port: 'not-sent', to: 'other' },
  ],
  notes: [],
  settings: {
    outcome: 'order-placed',
    failure: 'customer-unsubscribed',
    outcomeDays: 30,
    holdout: 0.1,
    purpose: 'marketing',
    attribution: {},
  },
});
const VARIANTS = [
  { angle: 'Question', content: { ...content, subject: 'Ready?' } },
  { angle: 'Question', content: { ...content, subject: 'Really?' } },
];
let draw = 0;
const random = () => (draw = (draw + 0.137) % 1);
const made = (document: FlowDocument, variants = VARIANTS) =>
  testVariants(document, kinds, 'mail', 'Send e-mail', variants, random)!;
const ways = ({ edges }: FlowDocument) =>
  Object.values(edges)
    .map(({ from, port, to }) => `${from}.${port}>${to}`)
    .toSorted();

describe('a test of variants', () => {
  const { command, test: id } = made(before);
  const { document, history } = perform({ document: before, history: NO_HISTORY }, command, 0);
  const added = Object.keys(document.nodes).filter((one) => !(one in before.nodes) && one !== id);

  test('comes before the message, with the message and each variant as one arm, and the same steps after each', () => {
    expect(added).toHaveLength(2);
    expect(ways(document)).toEqual(
      [
        'start.next>wait',
        `wait.next>${id}`,
        `${id}.a>mail`,
        `${id}.b>${added[0]}`,
        `${id}.c>${added[1]}`,
        ...['mail', ...added].flatMap((step) => [`${step}.next>end`, `${step}.not-sent>other`]),
      ].toSorted(),
    );
    expect(
      kinds[document.nodes[id]!.kind]!.ports(document.nodes[id]!.config).map(({ label }) => label),
    ).toEqual(['As it is (33%)', 'Question (33%)', 'Question 2 (33%)']);
    expect(document.nodes[id]!.position).toEqual({ x: 10, y: 20 });
  });

  test('keeps the message and its settings, and is a flow that can be published as before', () => {
    expect(document.nodes['mail']!.config).toEqual(before.nodes['mail']!.config);
    expect(added.map((step) => document.nodes[step]!.config)).toEqual(
      VARIANTS.map((variant) => ({ content: variant.content, ifNotSent: 'way' })),
    );
    const errors = (of: FlowDocument) =>
      validate(toGraph(of), kinds)
        .filter(({ severity }) => severity === 'error')
        .map(({ code }) => code);
    expect(errors(document)).toEqual(errors(before));
  });

  test('is taken back by one undo', () => {
    expect(history.past.map(({ label }) => label)).toEqual(['test 2 variants']);
    expect(undo({ document, history }).document).toEqual(before);
  });

  test('of a message in a loop leads back to the test', () => {
    const looping = perform(
      { document: before, history: NO_HISTORY },
      { label: 'loop', recipe: (draft) => void (draft.edges['3']!.to = 'mail') },
      0,
    ).document;
    const loop = made(looping);
    const after = perform({ document: looping, history: NO_HISTORY }, loop.command, 0).document;
    expect(ways(after).filter((way) => way.endsWith(`>${loop.test}`))).toHaveLength(4);
  });

  test('without a variant, or of a step that is gone, is none', () => {
    expect(testVariants(before, kinds, 'mail', 'x', [], random)).toBeNull();
    expect(testVariants(before, kinds, 'gone', 'x', VARIANTS, random)).toBeNull();
    expect(testVariants(before, {}, 'mail', 'x', VARIANTS, random)).toBeNull();
  });
});
