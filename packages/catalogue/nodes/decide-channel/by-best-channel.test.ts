import { CHANNELS, channelById } from '@millrace/channels';
import { applyEdits, parseGraph, validate, type Graph } from '@millrace/flow';
import { describe, expect, test } from 'vitest';
import { kinds } from '../kinds.ts';
import { byBestChannel } from './by-best-channel.ts';

const [first] = CHANNELS;
const others = CHANNELS.slice(1).map(({ id }) => id);

const graph = (send: object = {}, more: Partial<Pick<Graph, 'edges'>> = {}): Graph => ({
  schemaVersion: 2,
  subject: 'customer',
  nodes: [
    { id: 'start', kind: 'event-trigger', version: 0, config: { events: ['signed-up'] } },
    { id: 'mail', kind: `send-${first!.id}`, version: 0, config: { content: first!.example, ...send } },
    {
      id: 'wait',
      kind: 'wait-for-event',
      version: 0,
      config: { events: ['message-clicked'], match: 'message', message: 'mail' },
    },
    { id: 'end', kind: 'end', version: 0, config: {} },
  ],
  edges: [
    { id: 'a', from: 'start', port: 'next', to: 'mail' },
    { id: 'b', from: 'mail', port: 'next', to: 'wait' },
    { id: 'c', from: 'wait', port: 'event', to: 'end' },
    { id: 'd', from: 'wait', port: 'timeout', to: 'end' },
  ],
  notes: [],
  settings: {} as never,
  ...more,
});
const changed = (given: Graph) => {
  const fix = byBestChannel(given, 'mail')!;
  return { ...fix, graph: applyEdits(given, fix.edits) };
};
const leads = ({ edges }: Graph) => edges.map(({ from, port, to }) => `${from}:${port}>${to}`).sort();

describe('sending by the best channel', () => {
  test('puts the decision before the step, and a step for each other channel that goes on to the same', () => {
    const { graph: after, decides, title } = changed(graph());
    expect(title).toBe('Send by the best channel');
    expect(decides).toBe('mail-channel');
    expect(leads(after)).toEqual(
      [
        'start:next>mail-channel',
        `mail-channel:${first!.id}>mail`,
        ...others.map((id) => `mail-channel:${id}>mail-${id}`),
        'mail-channel:none>wait',
        'mail:next>wait',
        ...others.map((id) => `mail-${id}:next>wait`),
        'wait:event>end',
        'wait:timeout>end',
      ].sort(),
    );
    expect(after.nodes.find(({ id }) => id === 'mail-channel')?.config).toEqual({
      channels: [first!.id, ...others],
    });
    // The step itself stays as it was.
    expect(after.nodes.find(({ id }) => id === 'mail')).toEqual(graph().nodes[1]);
  });

  test('carries the words over, and nothing of it stops publishing that did not before', () => {
    const { graph: after } = changed(graph({ purpose: 'marketing' }));
    for (const id of others) {
      const channel = channelById(id)!;
      const step = after.nodes.find((node) => node.id === `mail-${id}`)!;
      expect(step.config['purpose']).toBe('marketing');
      const content = channel.content.parse(step.config['content']);
      expect(channel.coreOf(content).link).toBe(first!.coreOf(first!.content.parse(first!.example)).link);
    }
    const parsed = (one: Graph) => parseGraph(JSON.parse(JSON.stringify(one)));
    const errors = (one: Graph) =>
      validate(parsed(one) as never, kinds)
        .filter(({ severity }) => severity === 'error')
        .map(({ code }) => code);
    expect(errors(after)).toEqual(errors(graph()));
  });

  test('a wait for what people do with that message waits for the one that they got', () => {
    expect(changed(graph()).graph.nodes.find(({ id }) => id === 'wait')?.config['message']).toBe('');
  });

  test('who cannot be reached goes on as somebody to whom it was not sent', () => {
    const own = graph(
      { ifNotSent: 'way' },
      { edges: [...graph().edges, { id: 'e', from: 'mail', port: 'not-sent', to: 'end' }] },
    );
    const after = leads(changed(own).graph);
    expect(after).toContain('mail-channel:none>end');
    for (const id of others) expect(after).toContain(`mail-${id}:not-sent>end`);
    expect(
      leads(changed(graph({ ifNotSent: 'end' })).graph).some((way) => way.startsWith('mail-channel:none')),
    ).toBe(false);
  });

  test('cannot be done twice, nor at a step that sends nothing', () => {
    expect(byBestChannel(changed(graph()).graph, 'mail')).toBeNull();
    expect(byBestChannel(graph(), 'wait')).toBeNull();
    expect(byBestChannel(graph(), 'gone')).toBeNull();
  });

  test('gives each added step an id of its own', () => {
    const given = graph();
    const taken = { ...given, nodes: [...given.nodes, { ...given.nodes[3]!, id: 'mail-channel' }] };
    expect(changed(taken).decides).toBe('mail-channel-2');
  });

  test('works with words that are not finished', () => {
    const { graph: after } = changed(graph({ content: undefined }));
    expect(after.nodes.filter(({ kind }) => kind.startsWith('send-'))).toHaveLength(CHANNELS.length);
  });
});
