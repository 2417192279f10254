import { defineNode, type Kinds, type NodeKind, type Port } from '@millrace/flow';
import fc from 'fast-check';
import { z } from 'zod';
import type { FlowDocument } from '../store/document.ts';

const NEXT: readonly Port[] = [{ id: 'next', label: 'Next' }];

const sample = (kind: string, family: NodeKind['family'], ports: NodeKind['ports']): NodeKind =>
  defineNode({
    kind,
    title: kind,
    summary: `${kind} for tests`,
    family,
    icon: 'circle',
    config: z.looseObject({}),
    initial: {},
    example: {},
    versions: {},
    ports,
    sentence: () => `${kind} sentence`,
    meaning: { arrive: () => ({ go: 'next' }) },
  });

/** A few kinds with one, two, several and no ports, for tests of the editor alone. */
export const SAMPLE_KINDS: Kinds = {
  trigger: sample('trigger', 'trigger', () => NEXT),
  wait: sample('wait', 'wait', () => NEXT),
  send: sample('send', 'message', () => [...NEXT, { id: 'not-sent', label: 'Not sent', optional: true }]),
  check: sample('check', 'path', () => [
    { id: 'yes', label: 'Yes' },
    { id: 'no', label: 'No' },
  ]),
  end: sample('end', 'end', () => []),
};

const SETTINGS: FlowDocument['settings'] = {
  outcome: 'order-placed',
  failure: 'customer-unsubscribed',
  outcomeDays: 30,
  holdout: 0.1,
  purpose: 'marketing',
  attribution: {},
};

/** `documentOf({ trigger: 'trigger', check: 'check' }, ['trigger.next>check', ...])`: ids with kinds, and edges. */
export function documentOf(nodes: Record<string, string>, ways: readonly string[] = []): FlowDocument {
  const edges = ways.map((way) => {
    const [place = '', to = ''] = way.split('>');
    const [from = '', port = ''] = place.split('.');
    return { id: place, from, port, to };
  });
  return {
    subject: 'customer',
    settings: structuredClone(SETTINGS),
    nodes: Object.fromEntries(
      Object.entries(nodes).map(([id, kind]) => [id, { id, kind, version: 0, config: {} }]),
    ),
    edges: Object.fromEntries(edges.map((edge) => [edge.id, edge])),
    notes: {},
  };
}

/** A flow with a check whose branches join again. */
export const DIAMOND = documentOf(
  { start: 'trigger', check: 'check', left: 'send', right: 'wait', join: 'wait', stop: 'end' },
  [
    'start.next>check',
    'check.yes>left',
    'check.no>right',
    'left.next>join',
    'right.next>join',
    'join.next>stop',
  ],
);

/** Any document of sample kinds with any edges, loops and unconnected steps included. */
export const anyDocument: fc.Arbitrary<FlowDocument> = fc
  .array(fc.constantFrom('wait', 'send', 'check', 'end'), { minLength: 1, maxLength: 12 })
  .chain((kinds) => {
    const ids = ['n0', ...kinds.map((_, index) => `n${index + 1}`)];
    const nodes = Object.fromEntries(
      ids.map((id, index) => [id, index === 0 ? 'trigger' : (kinds[index - 1] ?? 'wait')]),
    );
    const places = ids.flatMap((id) =>
      (SAMPLE_KINDS[nodes[id] ?? '']?.ports({}) ?? []).map((port) => `${id}.${port.id}`),
    );
    return fc
      .array(fc.option(fc.constantFrom(...ids)), { minLength: places.length, maxLength: places.length })
      .map((targets) =>
        documentOf(
          nodes,
          places.flatMap((place, index) => (targets[index] ? [`${place}>${targets[index]}`] : [])),
        ),
      );
  });
