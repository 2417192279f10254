import { isTimeSince, type AggregateCondition, type Condition, type FactCondition } from '../condition.ts';
import { LANGUAGE_FACTS, type FactTable } from '../fact-fields.ts';
import { AGO, COUNT, domainOf, NOTHING, SUM, worldsOf, type Domain, type World } from './worlds.ts';

/**
 * `never`: the condition holds for nobody, `always`: for everybody, whatever their facts. `depends`: neither
 * is proved.
 */
export type Sense = 'never' | 'always' | 'depends';

export interface Senseless {
  /** Its path in the condition, such as `all`, 0, `any`, 2. */
  readonly path: readonly (string | number)[];
  readonly condition: Condition;
  readonly sense: 'never' | 'always';
}

/** Cases checked at most; a condition that needs more counts as `depends`. */
const MOST_CASES = 4_000;

type Tree = { all: Tree[] } | { any: Tree[] } | { not: Tree } | { group: number; leaf: number };

/**
 * Whether a condition never or always holds: "orders more than 5 and fewer than 3", an empty list of values,
 * "in the last 7 days and longer than 30 days ago". `never` and `always` are certain; in doubt the result is
 * `depends`.
 */
export function senseOf(condition: Condition, facts: FactTable = LANGUAGE_FACTS): Sense {
  const groups = new Map<string, (FactCondition | AggregateCondition)[]>();
  const tree = treeOf(condition, groups);
  const worlds: (readonly World[])[] = [];
  for (const leaves of groups.values()) {
    const found = worldsOf(leaves, domainFor(leaves[0]!, facts));
    if (found === null) return 'depends';
    worlds.push(found);
  }
  const possible = [true, false].map((wanted) => canBe(tree, worlds, wanted));
  if (possible[0] === false) return 'never';
  return possible[1] === false ? 'always' : 'depends';
}

/**
 * The smallest parts of a condition that never or always hold; inner parts come before the parts that contain
 * them.
 */
export function senselessIn(
  condition: Condition,
  facts: FactTable = LANGUAGE_FACTS,
  path: readonly (string | number)[] = [],
): readonly Senseless[] {
  const inner = partsOf(condition).flatMap(([step, part]) => senselessIn(part, facts, [...path, ...step]));
  const sense = senseOf(condition, facts);
  if (sense === 'depends' || inner.some((one) => one.sense === sense)) return inner;
  return [...inner, { path, condition, sense }];
}

function partsOf(condition: Condition): readonly (readonly [(string | number)[], Condition])[] {
  if ('all' in condition) return condition.all.map((part, index) => [['all', index], part] as const);
  if ('any' in condition) return condition.any.map((part, index) => [['any', index], part] as const);
  if ('not' in condition)
    return partsOf(condition.not).map(([step, part]) => [['not', ...step], part] as const);
  return 'event' in condition && condition.where ? [[['where'], condition.where]] : [];
}

function treeOf(condition: Condition, groups: Map<string, (FactCondition | AggregateCondition)[]>): Tree {
  if ('all' in condition) return { all: condition.all.map((part) => treeOf(part, groups)) };
  // An empty `any` always holds, see `evaluate`.
  if ('any' in condition)
    return condition.any.length === 0
      ? { all: [] }
      : { any: condition.any.map((part) => treeOf(part, groups)) };
  if ('not' in condition) return { not: treeOf(condition.not, groups) };
  const key = 'fact' in condition ? condition.fact : countKey(condition);
  const leaves = groups.get(key) ?? [];
  groups.set(key, [...leaves, condition]);
  return { group: [...groups.keys()].indexOf(key), leaf: leaves.length };
}

const countKey = ({ event, measure, withinDays, sinceEntry, where }: AggregateCondition) =>
  `count:${JSON.stringify([event, measure, withinDays ?? null, sinceEntry ?? false, where ?? null])}`;

function domainFor(leaf: FactCondition | AggregateCondition, facts: FactTable): Domain {
  if ('fact' in leaf) return domainOf(leaf.fact, facts);
  if (isTimeSince(leaf.measure)) return AGO;
  if (leaf.where && senseOf(leaf.where, facts) === 'never') return NOTHING;
  return leaf.measure === 'count' ? COUNT : SUM;
}

/** Whether the tree has the wanted value in any case; null when there are too many cases to check. */
function canBe(tree: Tree, worlds: readonly (readonly World[])[], wanted: boolean): boolean | null {
  const chosen: (World | undefined)[] = worlds.map(() => undefined);
  let looked = 0;
  const search = (group: number): boolean | null => {
    looked += 1;
    if (looked > MOST_CASES) return null;
    const now = outcome(tree, chosen);
    if (now !== null) return now === wanted;
    for (const world of worlds[group] ?? []) {
      chosen[group] = world;
      const found = search(group + 1);
      if (found !== false) return found;
    }
    chosen[group] = undefined;
    return false;
  };
  return search(0);
}

/** The value of a tree with the cases chosen so far; null while it is undecided. */
function outcome(tree: Tree, chosen: readonly (World | undefined)[]): boolean | null {
  if ('group' in tree) return chosen[tree.group]?.[tree.leaf] ?? null;
  if ('not' in tree) {
    const inner = outcome(tree.not, chosen);
    return inner === null ? null : !inner;
  }
  const all = 'all' in tree;
  let open = false;
  for (const part of all ? tree.all : tree.any) {
    const inner = outcome(part, chosen);
    if (inner === null) open = true;
    else if (inner !== all) return !all;
  }
  return open ? null : all;
}
