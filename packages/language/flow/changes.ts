import { trialName } from './beside.ts';
import { listed, percent, plural } from '@millrace/base/words';
import { canonicalJson, own } from '@millrace/base';
import { eventLabel } from './compile.ts';
import type { FlowSettings, Graph, GraphNode } from './graph.ts';
import type { Kinds, NodeKind } from './kind.ts';
import { withArticle } from './subject-words.ts';
import { hasTitle, titleAt } from './validate/config-sentences.ts';

/**
 * The differences between two versions of a flow, one sentence each, steps first; empty when they are equal.
 */
export function changesBetween(before: Graph, after: Graph, kinds: Kinds): readonly string[] {
  const were = new Map(before.nodes.map((node) => [node.id, node]));
  const are = new Map(after.nodes.map((node) => [node.id, node]));
  const name = (id: string) => nameOf(are.get(id) ?? were.get(id), kinds);
  const added = after.nodes.filter((node) => !were.has(node.id));
  const removed = before.nodes.filter((node) => !are.has(node.id));
  return [
    ...added.map((node) => `Added ${name(node.id)}${placeOf(node.id, after, name)}.`),
    ...removed.map((node) => `Removed ${name(node.id)}.`),
    ...after.nodes.flatMap((node) => changesOf(were.get(node.id), node, kinds)),
    ...waysBetween(before, after, were, are, kinds, name),
    ...(before.subject === after.subject
      ? []
      : [`The flow is about ${withArticle(after.subject)} now, not ${withArticle(before.subject)}.`]),
    ...settingsBetween(before.settings, after.settings),
  ];
}

function nameOf(node: GraphNode | undefined, kinds: Kinds): string {
  const kind = node && own(kinds, node.kind);
  return `“${node?.name ?? kind?.title ?? node?.kind ?? 'a step'}”`;
}

function placeOf(id: string, graph: Graph, name: (id: string) => string): string {
  const from = graph.edges.find((edge) => edge.to === id)?.from;
  return from === undefined ? '' : ` after ${name(from)}`;
}

function changesOf(before: GraphNode | undefined, after: GraphNode, kinds: Kinds): readonly string[] {
  if (!before) return [];
  const name = nameOf(after, kinds);
  const renamed = before.name === after.name ? [] : [`Renamed ${nameOf(before, kinds)} to ${name}.`];
  const kind = own(kinds, after.kind);
  if (before.kind !== after.kind) return [...renamed, `Changed ${name} to another kind of step.`];
  const fields = differing(before.config, after.config).map((path) =>
    kind ? fieldName(kind, path) : String(path[0] ?? ''),
  );
  const titles = [...new Set(fields)];
  if (titles.length === 0) return renamed;
  return [
    ...renamed,
    `Changed ${name}: ${titles.length > 4 ? plural(titles.length, 'setting') : listed(titles.map(lower))}.`,
  ];
}

/**
 * The title of the inner field if it has one, such as the subject of a message, else of the field that
 * contains it.
 */
const fieldName = ({ config }: NodeKind, path: readonly string[]): string =>
  titleAt(config, path.length > 1 && !hasTitle(config, path) ? path.slice(0, 1) : path);

const lower = (title: string) =>
  /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;

/**
 * Paths of the fields that differ, at most two levels deep, such as `content` and `subject` for the subject
 * of a message.
 */
function differing(
  before: unknown,
  after: unknown,
  path: readonly string[] = [],
): readonly (readonly string[])[] {
  if (same(before, after)) return [];
  if (path.length < 2 && isRecord(before) && isRecord(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
      differing(before[key], after[key], [...path, key]),
    );
  return [path];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const same = (left: unknown, right: unknown) => canonicalJson(left ?? null) === canonicalJson(right ?? null);

function waysBetween(
  before: Graph,
  after: Graph,
  were: ReadonlyMap<string, GraphNode>,
  are: ReadonlyMap<string, GraphNode>,
  kinds: Kinds,
  name: (id: string) => string,
): readonly string[] {
  const ways = (graph: Graph) => new Map(graph.edges.map((edge) => [`${edge.from}\n${edge.port}`, edge]));
  const [old, now] = [ways(before), ways(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [from = '', port = ''] = key.split('\n');
    const [was, is] = [old.get(key)?.to, now.get(key)?.to];
    // A step that was added or removed already says that the connections around it changed.
    if (
      was === is ||
      !were.has(from) ||
      !are.has(from) ||
      (was !== undefined && !are.has(was)) ||
      (is !== undefined && !were.has(is))
    )
      return [];
    const way = `${name(from)}${portWords(are.get(from), port, kinds)}`;
    return [is === undefined ? `${way} leads nowhere now.` : `${way} leads to ${name(is)} now.`];
  });
}

function portWords(node: GraphNode | undefined, port: string, kinds: Kinds): string {
  const ports = (node && own(kinds, node.kind)?.ports(node.config)) ?? [];
  const label = ports.find((entry) => entry.id === port)?.label;
  return ports.length > 1 && label ? `, on “${label}”,` : '';
}

const days = (value: number) => plural(value, 'day');
/** A sentence for each setting of a flow. */
const SETTINGS: Readonly<Record<keyof FlowSettings, (settings: FlowSettings) => string>> = {
  outcome: ({ outcome }) => `Success metric “${eventLabel(outcome)}”`,
  failure: ({ failure }) => `Failure metric “${eventLabel(failure)}”`,
  outcomeDays: ({ outcomeDays }) => `Orders count for ${days(outcomeDays)} after entering`,
  holdout: ({ holdout }) => `The holdout is ${percent(holdout)} of people`,
  purpose: ({ purpose }) => `Its messages are ${purpose === 'marketing' ? 'marketing' : 'service messages'}`,
  attribution: () => 'The attribution window was changed',
  owner: ({ owner }) => (owner ? `The owner is ${owner}` : 'The flow has no owner'),
  reviewOn: ({ reviewOn }) => (reviewOn ? `The review date is ${reviewOn}` : 'There is no review date'),
  beside: ({ beside }) =>
    beside
      ? `It is tried beside ${trialName({ beside })} until ${beside.until}`
      : 'It is no longer tried beside anything else',
};

function settingsBetween(before: FlowSettings, after: FlowSettings): readonly string[] {
  return (Object.keys(SETTINGS) as (keyof FlowSettings)[]).flatMap((key) =>
    same(before[key], after[key]) ? [] : [`${SETTINGS[key](after)}.`],
  );
}
