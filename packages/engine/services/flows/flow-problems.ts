import { own } from '@millrace/base';
import { kinds, readGraph } from '@millrace/core/plans';
import { storeSettings } from '@millrace/core/store';
import { type Context, defineVerb } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { channelIds, channelInSentence } from '@millrace/channels';
import { inOrder, validate, type Graph, type Problem } from '@millrace/flow';
import { connectionFor } from '@millrace/run/messages';
import { z } from 'zod';
import { carrierProblems } from './carrier-problems.ts';
import { problemSchema } from './shapes.ts';
import { linkedFlowProblems } from './linked-flow-problems.ts';
import { segmentProblems } from './segment-problems.ts';
import { tierProblems } from './tier-problems.ts';
import { valueProblems } from '../values/value-problems.ts';
import { checkContents, contentProblems, type CheckedContents } from './content-problems.ts';

/** A flow to check; without an id while it is not stored. */
export interface CheckedFlow {
  readonly id: string | null;
  readonly graph: Graph;
}

/**
 * All problems of a flow: in its graph, in its messages, and in its surroundings. Publishing refuses exactly
 * the errors listed here; advice never prevents it.
 */
export async function flowProblems(
  tx: Tx,
  context: Context,
  { id, graph }: CheckedFlow,
  checked: CheckedContents,
  now: Instant,
): Promise<readonly Problem[]> {
  const standing = [
    ...(await standingProblems(tx, context.workspaceId, id, graph)),
    ...(await carrierProblems(tx, context, graph)),
    ...(await segmentProblems(tx, graph)),
    ...(await linkedFlowProblems(tx, id, graph)),
    ...(await tierProblems(tx, context.workspaceId, graph)),
  ];
  return inOrder(
    [...drawnProblems(graph, checked), ...standing, ...(await valueProblems(tx, graph, now))],
    graph,
  );
}

export const errorsOf = (problems: readonly Problem[]): readonly Problem[] =>
  problems.filter(({ severity }) => severity === 'error');

/** Problems of the graph and its messages alone, whatever the store has connected. */
export function drawnProblems(graph: Graph, checked: CheckedContents): readonly Problem[] {
  return inOrder([...validate(graph, kinds), ...contentProblems(graph, checked)], graph);
}

/**
 * Surprises of publishing here and now, such as stopped sending or a missing provider. Advice that never
 * prevents publishing.
 */
async function standingProblems(
  tx: Tx,
  workspaceId: string,
  id: string | null,
  graph: Graph,
): Promise<readonly Problem[]> {
  const channels = channelsOf(graph);
  if (channels.length === 0) return [];
  const stops = await tx<{ scope: string; target: string }[]>`select scope, target from kill_switches`;
  const stopped = stops.filter(
    ({ scope, target }) => scope === 'all' || (scope === 'flow' ? target === id : channels.includes(target)),
  );
  const { demo } = await storeSettings(tx, workspaceId);
  const missing = demo ? [] : await channelsWithoutProvider(tx, channels);
  const advice = (code: string, sentence: string): Problem => ({
    severity: 'warning',
    node: null,
    code,
    sentence,
    field: null,
  });
  return [
    ...stopped.map(({ scope, target }) =>
      advice(
        'sending-stopped',
        `${scope === 'all' ? 'All sending' : scope === 'flow' ? 'Sending from this flow' : `Sending by ${channelInSentence(target)}`} is stopped in the guardrails, so messages are held until it is allowed again.`,
      ),
    ),
    ...missing.map((channel) =>
      advice(
        'provider-missing',
        `No provider for ${channelInSentence(channel)} is connected, so these messages are kept in the message log and reach nobody.`,
      ),
    ),
  ];
}

/** Channels that a flow sends on, in the order of the catalogue. */
export function channelsOf(graph: Graph): readonly string[] {
  const sent = new Set(graph.nodes.map((node) => own(kinds, node.kind)?.channel));
  return channelIds().filter((id) => sent.has(id));
}

export async function channelsWithoutProvider(
  tx: Tx,
  channels: readonly string[],
): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const channel of channels) if (!(await connectionFor(tx, channel))) missing.push(channel);
  return missing;
}

/**
 * Problems of a draft that is not stored, for the canvas.
 * @throws MillraceError input-invalid, graph-too-new
 */
export const checkFlow = defineVerb({
  name: 'flow-checked',
  permission: 'flows:read',
  input: z.strictObject({ id: z.uuid(), graph: z.unknown() }),
  output: z.strictObject({ problems: z.array(problemSchema) }),
  prepare: ({ graph }, context) => checkContents(context, [readGraph(graph)]),
  run: async (tx, { id, graph }, context, checked) => ({
    problems: await flowProblems(tx, context, { id, graph: readGraph(graph) }, checked, context.now()),
  }),
});
