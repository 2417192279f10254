import { CHANNELS, type ChannelKind } from '@millrace/channels';
import type { Fix, Graph, GraphEdit, GraphNode } from '@millrace/flow';
import type { Json } from '@millrace/base';
import { NONE } from '@millrace/decisions/best-channel';
import { sendKindOf } from '../sending/definition.ts';
import { decideChannel } from './definition.ts';

/** "Send by the best channel", as one change of a graph. */
export interface ByBestChannel extends Fix {
  /** The step that decides, as it will be called. */
  readonly decides: string;
}

/**
 * Puts the step that decides on the channel before one that sends, and adds a step for each other channel, with the words
 * carried over. All go on to the same next steps. Whoever cannot be reached goes on as somebody to whom it was not sent.
 * @returns null for a step that sends nothing, or whose channel was decided right before it
 */
export function byBestChannel(graph: Graph, id: string): ByBestChannel | null {
  const step = graph.nodes.find((node) => node.id === id);
  const channel = CHANNELS.find((one) => sendKindOf(one) === step?.kind);
  if (step === undefined || channel === undefined) return null;
  const into = graph.edges.filter(({ to }) => to === id);
  const before = (edge: (typeof into)[number]) => graph.nodes.find((node) => node.id === edge.from)?.kind;
  if (into.some((edge) => before(edge) === decideChannel.kind)) return null;

  const taken = new Set(graph.nodes.map((node) => node.id));
  const free = (wanted: string): string => {
    let name = wanted.slice(0, 40);
    for (let count = 2; taken.has(name); count += 1) name = `${wanted.slice(0, 40)}-${count}`;
    taken.add(name);
    return name;
  };
  const decides = free(`${id}-channel`);
  const others = CHANNELS.filter((one) => one !== channel).map((other) => ({
    other,
    step: sendingBy(other, channel, step, free(`${id}-${other.id}`)),
  }));
  const onward = graph.edges.filter(({ from }) => from === id);
  const unsent = wayOfUnsent(step);
  const edits: readonly GraphEdit[] = [
    { do: 'add-step', step: decidingStep(channel, step, decides), at: null, onward: null },
    ...others.map(({ step: added }): GraphEdit => ({ do: 'add-step', step: added, at: null, onward: null })),
    { do: 'disconnect', edges: into },
    ...into.map(({ from, port }): GraphEdit => ({ do: 'connect', from, port, to: decides })),
    { do: 'connect', from: decides, port: channel.id, to: id },
    ...others.map(({ other, step: added }): GraphEdit => ({
      do: 'connect',
      from: decides,
      port: other.id,
      to: added.id,
    })),
    ...onward.flatMap(({ port, to }): readonly GraphEdit[] => [
      ...others.map(({ step: added }): GraphEdit => ({ do: 'connect', from: added.id, port, to })),
      ...(port === unsent ? [{ do: 'connect' as const, from: decides, port: NONE, to }] : []),
    ]),
    ...graph.nodes.flatMap((node) => aboutAny(node, id)),
  ];
  return { title: 'Send by the best channel', edits, decides };
}

/** The output that people take to whom it was not sent; null when they leave the flow. */
function wayOfUnsent({ config }: GraphNode): string | null {
  if (config['ifNotSent'] === 'end') return null;
  return config['ifNotSent'] === 'way' ? 'not-sent' : 'next';
}

function decidingStep(channel: ChannelKind, { config, position }: GraphNode, id: string): GraphNode {
  const purpose = config['purpose'];
  return {
    id,
    kind: decideChannel.kind,
    version: 0,
    config: {
      channels: [channel, ...CHANNELS.filter((one) => one !== channel)].map((one) => one.id),
      ...(typeof purpose === 'string' ? { purpose } : {}),
    },
    ...(position ? { position } : {}),
  };
}

function sendingBy(other: ChannelKind, channel: ChannelKind, step: GraphNode, id: string): GraphNode {
  const { content, ...rest } = step.config;
  const read = channel.content.safeParse(content ?? {});
  const core = read.success ? channel.coreOf(read.data) : null;
  return {
    id,
    kind: sendKindOf(other),
    version: 0,
    config: {
      ...rest,
      content: (core === null ? other.initial : other.fromCore(core)) as Json,
    } as GraphNode['config'],
  };
}

/** A wait for what people do with this one message waits for the latest one instead, whichever channel it went by. */
function aboutAny({ id, config }: GraphNode, message: string): readonly GraphEdit[] {
  const set = (path: string): GraphEdit => ({ do: 'set-config', node: id, path, value: '' });
  const events = Array.isArray(config['events']) ? config['events'] : [];
  return [
    ...(config['message'] === message ? [set('message')] : []),
    ...events.flatMap((event: unknown, index) =>
      typeof event === 'object' && event !== null && 'message' in event && event.message === message
        ? [set(`events.${index}.message`)]
        : [],
    ),
  ];
}
