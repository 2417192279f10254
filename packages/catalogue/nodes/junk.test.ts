import { describe, expect, test } from 'vitest';
import { parseGraph, validate, type NodeKind } from '@millrace/flow';
import { kinds, NODE_KINDS } from './kinds.ts';

const each = NODE_KINDS.map((kind) => [kind.kind, kind] as const);
const shapeOf = (kind: NodeKind) => Object.keys((kind.config as unknown as { shape: object }).shape);

/** What a field may hold that an older release, an import or a hand on the API wrote. */
const JUNK: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  0.5,
  1e9,
  1e21,
  '',
  ' ',
  'x',
  '{{ customer.firstName',
  'a'.repeat(3_000),
  [],
  [null],
  [[]],
  ['x'],
  [7, 99],
  [{}],
  [{ id: 7, name: null, label: {}, weight: 'many', when: 3, kind: [], value: null }],
  [{ id: 'a' }, { id: 'a' }],
  [{ weight: -5 }, { weight: 1e308 }, { weight: 1e308 }],
  {},
  { amount: 'many', unit: 7 },
  { amount: 1e300, unit: 'days' },
  { all: 'x' },
  { fact: 'customer.ordersCount' },
  { rule: 'after' },
];
/** Each field by itself is junk in an example that is right otherwise, and in one that is just begun. */
const configsOf = (kind: NodeKind) =>
  shapeOf(kind).flatMap((field) =>
    JUNK.flatMap((value) => [
      { field, value, config: { ...(kind.example as object), [field]: value } },
      { field, value, config: { ...(kind.initial as object), [field]: value } },
    ]),
  );

function flowOf(kind: NodeKind, config: Record<string, unknown>) {
  const [about = 'customer'] = kind.subjects ?? [];
  const trigger = {
    id: 'trigger',
    kind: 'event-trigger',
    config: { event: about === 'product' ? 'product-updated' : 'order-placed' },
  };
  return parseGraph({
    schemaVersion: 2,
    subject: about,
    nodes: [...(kind.trigger ? [] : [trigger]), { id: 'node', kind: kind.kind, config }],
    edges: kind.trigger ? [] : [{ id: 'in', from: 'trigger', port: 'next', to: 'node' }],
  });
}

describe.each(each)('%s', (_name, kind) => {
  test('with junk in a field still has a card in words', () => {
    for (const { field, value, config } of configsOf(kind)) {
      const sentence = kind.sentence(config);
      expect(sentence, `${field}: ${JSON.stringify(value)}`).toMatch(/^[\p{L}\p{N}“"…{]/u);
      expect(sentence, `${field}: ${JSON.stringify(value)}`).not.toMatch(
        /undefined|NaN|\[object|Infinity|\bnull\b/,
      );
    }
  });

  test('with junk in a field still has ways out that can be drawn', () => {
    for (const { field, value, config } of configsOf(kind))
      for (const { id, label } of kind.ports(config)) {
        expect(id.length, `${field}: ${JSON.stringify(value)}`).toBeGreaterThan(0);
        expect(label.trim(), `${field}: ${JSON.stringify(value)}`).not.toMatch(
          /^$|undefined|NaN|\[object|Infinity|\bnull\b/,
        );
      }
  });

  test('with junk in a field is told what is wrong, in sentences, each at a field there is', () => {
    for (const { field, value, config } of configsOf(kind)) {
      const found = validate(flowOf(kind, config), kinds).filter(({ node }) => node === 'node');
      const isRefused = !kind.config.safeParse(config).success;
      if (isRefused) expect(found.some(({ severity }) => severity === 'error')).toBe(true);
      for (const problem of found) {
        expect(problem.sentence, `${field}: ${JSON.stringify(value)}`).toMatch(/^["“\p{Lu}].*\.$/su);
        expect(problem.sentence, `${field}: ${JSON.stringify(value)}`).not.toMatch(
          /undefined|NaN|\[object|Invalid input|expected .* to have/,
        );
        if (problem.field !== null) expect(shapeOf(kind)).toContain(problem.field.split('.')[0]);
      }
    }
  });
});
