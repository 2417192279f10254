import type { Graph } from '@millrace/flow';
import { SaveFailure } from '../../../features/editor/store/save-failure.ts';
import type { EditedFlow, EditorActions, FlowCounts, FlowVersion } from '../../../features/editor/actions.ts';

const soon = <Value>(value: Value, delay = 300) =>
  new Promise<Value>((resolve) => setTimeout(() => resolve(value), delay));

/** Sample counts: 92% of those at a step go on, divided among its ports. */
function sampleCounts(graph: Graph, begin: number): FlowCounts {
  const nodes: Record<string, { entered: number; waiting: number; sent?: number; opened?: number }> = {};
  const ways: Record<string, number> = {};
  const reached = new Map<string, number>();
  const entered = new Set(graph.edges.map((edge) => edge.to));
  const queue = graph.nodes.filter((node) => !entered.has(node.id)).map((node) => node.id);
  queue.forEach((id) => reached.set(id, begin));
  const seen = new Set<string>();
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const here = reached.get(id) ?? 0;
    const kind = graph.nodes.find((node) => node.id === id)?.kind ?? '';
    const out = graph.edges.filter((edge) => edge.from === id);
    nodes[id] = {
      entered: here,
      waiting: kind.startsWith('wait') ? Math.round(here * 0.08) : 0,
      ...(kind.startsWith('send') ? { sent: Math.round(here * 0.93), opened: Math.round(here * 0.41) } : {}),
    };
    out.forEach((edge, index) => {
      const share = Math.round((here * 0.92 * (out.length - index)) / ((out.length * (out.length + 1)) / 2));
      ways[`${id}.${edge.port}`] = share;
      reached.set(edge.to, (reached.get(edge.to) ?? 0) + share);
      queue.push(edge.to);
    });
  }
  return { nodes, ways };
}

const DAY = 86_400_000;

function sampleVersions({ version, inside }: EditedFlow): readonly FlowVersion[] {
  return Array.from({ length: version ?? 0 }, (_, index) => ({
    number: (version ?? 0) - index,
    publishedAt: Date.now() - (index * 9 + 2) * DAY,
    publishedBy: index === 1 ? 'Ann' : 'Ben',
    note: index === 1 ? 'A second text for those who did not open' : null,
    inside: index === 0 ? (inside ?? 0) : index === 1 ? 12 : 0,
  }));
}

function withoutLastStep(graph: Graph): Graph {
  const last = graph.nodes.at(-1)?.id;
  return {
    ...graph,
    nodes: graph.nodes.slice(0, -1),
    edges: graph.edges.filter((edge) => edge.to !== last && edge.from !== last),
  };
}

/** A server in memory that responds like the real one. @param trouble a fault to simulate */
export function memoryActions(flow: EditedFlow, trouble: string | null): EditorActions {
  let stored = { graph: flow.graph, revision: flow.revision };
  let saves = 0;
  let people = 2_310;
  return {
    save: async (graph, revision) => {
      saves += 1;
      await soon(null);
      if (trouble === 'offline' && saves < 4)
        throw new SaveFailure(
          'offline',
          'The server cannot be reached.',
          'Millrace tries again automatically.',
        );
      if (trouble === 'server' && saves < 4)
        throw new SaveFailure(
          'server',
          'Something went wrong on our side.',
          'Report it with its number if it stays.',
          'r-4711',
        );
      const second = stored.graph.nodes[1];
      if ((trouble === 'conflict' || trouble === 'clash') && saves === 1 && second) {
        const nodes = stored.graph.nodes.map((node) =>
          trouble === 'clash' || node === second
            ? { ...node, name: `${node.name ?? node.kind}, by Ann` }
            : node,
        );
        stored = { graph: { ...stored.graph, nodes }, revision: stored.revision + 1 };
      }
      if (revision !== stored.revision) return { theirs: stored.graph, revision: stored.revision, by: 'Ann' };
      stored = { graph, revision: revision + 1 };
      return { revision: stored.revision };
    },
    rename: () => soon(undefined),
    loadCounts: () => {
      people += 7;
      return soon(sampleCounts(stored.graph, people), 100);
    },
    rehearse: (graph) =>
      soon(
        {
          sentence:
            '2,000 past carts of the last 90 days: 1,480 would have got a message, 312 would have bought anyway.',
          people: 2_000,
          counts: sampleCounts(graph, 2_000),
          on: 'past' as const,
          seed: 'bench',
          at: Date.now(),
          answers: {
            email: {
              opened: 0.45,
              clicked: 0.06,
              bought: 0.15,
              measured: { opened: 0.45, clicked: 0.06, bought: 0.15 },
              messages: 312,
            },
          },
        },
        800,
      ),
    previewPublish: (graph) =>
      soon({
        inside: flow.inside ?? 0,
        homeless: 14,
        landing: graph.nodes
          .filter((node) => node.kind.startsWith('wait'))
          .slice(0, 8)
          .map((node, index) => ({ node: node.id, people: 310 - index * 37 })),
      }),
    planHoldout: () =>
      soon({
        currency: 'EUR',
        weekly: { value: 640, source: 'history', people: 7_600, days: 84, exact: true },
        base: {
          value: { rate: 0.11, buyer: { mean: 2_900, spread: 2_400 } },
          source: 'history',
          people: 5_200,
          buyers: 572,
        },
      }),
    publish: () =>
      soon({ version: (flow.version ?? 0) + 1, state: flow.state === 'paused' ? 'paused' : 'live' }, 600),
    pause: () => soon(undefined),
    previewResume: () =>
      soon(
        trouble === 'late'
          ? { people: 87, oldest: Date.now() - 31 * 3_600_000, arrivals: { people: 41, tooLate: 12 } }
          : { people: 0, oldest: null, arrivals: { people: 0, tooLate: 0 } },
      ),
    resume: () => soon(undefined),
    stop: () => soon(undefined),
    listVersions: () => soon(sampleVersions(flow)),
    readVersion: (number) => soon(number === flow.version ? flow.graph : withoutLastStep(flow.graph)),
    testSend: (_channel, _content, address) =>
      soon({ sentence: `A test is on its way to ${address}.`, sent: true }),
    renderPreview: (channel, content) =>
      soon(samplePreview(channel, content as Record<string, unknown>), 200),
    peopleLink: (node, count) => `#people-${node}-${count}`,
  };
}

const fill = (text: unknown) =>
  String(text ?? '')
    .replace(/\{\{\s*[\w.]*firstName[^}]*\}\}/g, 'Ann')
    .replace(/\{\{\s*([\w.]+)[^}]*\}\}/g, (_, path: string) => path.split('.').at(-1) ?? '');
const escape = (text: string) => text.replace(/[<>&]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** A rough preview in place of the real renderer, which runs on the server. */
function samplePreview(channel: string, content: Record<string, unknown>) {
  if (channel === 'sms') {
    const text = fill(content['text']);
    return { subject: null, html: null, text, segments: Math.max(1, Math.ceil(text.length / 153)) };
  }
  const blocks = (Array.isArray(content['blocks']) ? content['blocks'] : []) as Record<string, unknown>[];
  const body = blocks
    .map((block) => {
      const words = escape(
        fill(block['text'] ?? block['label'] ?? block['title'] ?? block['note'] ?? block['type']),
      );
      if (block['type'] === 'heading') return `<h1>${words}</h1>`;
      if (block['type'] === 'button')
        return `<p style="text-align:center"><a style="background:#0b696c;color:#fff;padding:12px 20px;border-radius:6px;display:inline-block">${words}</a></p>`;
      return `<p>${words.replace(/\n+/g, '<br><br>')}</p>`;
    })
    .join('');
  return {
    subject: fill(content['subject']),
    html: `<body style="font:15px/1.5 sans-serif;padding:16px;color:#222">${body}</body>`,
    text: '',
    segments: null,
  };
}
