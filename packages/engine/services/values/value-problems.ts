import { kinds } from '@millrace/core/plans';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import {
  conditionsIn,
  factsOf,
  type Condition,
  type Fix,
  type Graph,
  type GraphNode,
  type Problem,
} from '@millrace/flow';
import { valuesNobodyHas, type UnknownValue } from './list-values.ts';

const FACTS = factsOf(kinds);
const NAMING = new Set(['is', 'is-not', 'is-one-of', 'is-none-of', 'contains', 'does-not-contain']);
/** Nouns for one value in a sentence: "Nobody has the tag “vip”". */
const ONE: Readonly<Record<string, string>> = {
  'customer.tags': 'tag',
  'cart.categories': 'category in a cart',
  'order.categories': 'category in an order',
  'cart.productIds': 'product in a cart',
  'order.productIds': 'product in an order',
  'event.properties.categories': 'category in an order or a cart',
  'event.properties.productIds': 'product in an order or a cart',
  'cart.discountCodes': 'discount code',
};

interface Named {
  readonly node: string;
  readonly field: string;
  readonly fact: string;
  readonly path: string;
  readonly value: string | readonly (string | number | boolean)[];
}

/**
 * Conditions on a value that nobody in the store has. They never match, or always, which was hardly intended.
 */
export async function valueProblems(tx: Tx, graph: Graph, now: Instant): Promise<readonly Problem[]> {
  const found: Problem[] = [];
  for (const named of graph.nodes.flatMap(namedIn)) {
    const values = (Array.isArray(named.value) ? named.value : [named.value]).filter(
      (value): value is string => typeof value === 'string' && value !== '',
    );
    for (const unknown of await valuesNobodyHas(tx, named.fact, values, now))
      found.push(asProblem(named, unknown));
  }
  return found;
}

function namedIn(node: GraphNode): readonly Named[] {
  return conditionsIn(node.config).flatMap(({ condition, path }) =>
    leaves(condition, path.join('.')).map((leaf) => ({ ...leaf, node: node.id, field: path.join('.') })),
  );
}

function leaves(condition: Condition, path: string): readonly Pick<Named, 'fact' | 'path' | 'value'>[] {
  const below = (parts: readonly Condition[], name: string) =>
    parts.flatMap((part, index) => leaves(part, `${path}.${name}.${index}`));
  if ('all' in condition) return below(condition.all, 'all');
  if ('any' in condition) return below(condition.any, 'any');
  if ('not' in condition) return leaves(condition.not, `${path}.not`);
  if ('event' in condition) return condition.where ? leaves(condition.where, `${path}.where`) : [];
  const { fact, operator, value } = condition;
  const named =
    NAMING.has(operator) &&
    (typeof value === 'string' || Array.isArray(value)) &&
    !FACTS.field(fact)?.options;
  return named ? [{ fact, path: `${path}.value`, value }] : [];
}

function asProblem(
  { node, field, fact, path, value }: Named,
  { value: wrong, meant }: UnknownValue,
): Problem {
  const what = `the ${ONE[fact] ?? FACTS.field(fact)?.label ?? fact} “${wrong}”`;
  const sentence = meant
    ? `Nobody has ${what}. ${meant.label} is kept as “${meant.value}” in this store.`
    : `Nobody has ${what} now.`;
  const right =
    meant &&
    (typeof value === 'string' ? meant.value : value.map((one) => (one === wrong ? meant.value : one)));
  const fix: Fix | undefined =
    meant && right !== null
      ? { title: `Use ${meant.label}`, edits: [{ do: 'set-config', node, path, value: right }] }
      : undefined;
  return { severity: 'warning', node, code: 'value-unknown', sentence, field: field || null, fix };
}
