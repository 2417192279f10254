import { graphSchema, type Graph } from '@millrace/flow';
import { templates } from '@millrace/templates';
import type { EditedFlow, FlowState } from '../../../features/editor/actions.ts';

const EMPTY: Graph = graphSchema.parse({ schemaVersion: 2, subject: 'customer', nodes: [], edges: [] });

/** A flow of `count` steps: waits in a row with a split at every tenth, to try large flows. */
function manySteps(count: number): Graph {
  const nodes: unknown[] = [
    { id: 'n0', kind: 'event-trigger', version: 1, config: { events: ['cart-abandoned'] } },
  ];
  const edges: unknown[] = [];
  const wire = (from: number, port: string, to: number) =>
    edges.push({ id: `n${from}.${port}`, from: `n${from}`, port, to: `n${to}` });
  for (let index = 1; index < count; index += 1) {
    const split = index % 10 === 5 && index + 2 < count;
    nodes.push(
      split
        ? {
            id: `n${index}`,
            kind: 'random-split',
            config: {
              paths: [
                { id: 'a', name: 'A', weight: 1 },
                { id: 'b', name: 'B', weight: 1 },
              ],
            },
          }
        : { id: `n${index}`, kind: 'wait', config: { duration: { amount: (index % 5) + 1, unit: 'hours' } } },
    );
    const before = index - 1;
    if (before % 10 === 5 && before + 2 < count) {
      wire(before, 'a', index);
      wire(before, 'b', index + 1);
    } else if (!(before % 10 === 6 && before > 5)) wire(before, 'next', index);
    else wire(before, 'next', Math.min(count - 1, index + 1));
  }
  return graphSchema.parse({ schemaVersion: 2, subject: 'customer', nodes, edges });
}

function graphOf(name: string): Graph {
  if (name === 'empty') return EMPTY;
  if (name.startsWith('many')) return manySteps(Number(name.slice(4)) || 1_000);
  const template = templates[name === 'classic' ? 'abandoned-cart-classic' : 'abandoned-cart-ai'];
  return template ? graphSchema.parse(template.graph) : EMPTY;
}

export function sampleFlow(name: string, state: string, who: string): EditedFlow {
  const live = state === 'live' || state === 'paused';
  const published = live || state === 'stopped';
  return {
    id: `sample-${name}`,
    name: name === 'empty' ? 'New flow' : 'Abandoned cart, AI',
    state: (['draft', 'live', 'paused', 'stopped'].includes(state) ? state : 'draft') as FlowState,
    graph: graphOf(name),
    revision: 1,
    version: published ? 3 : null,
    inside: live ? 1_284 : 0,
    mayEdit: who !== 'viewer',
    mayPublish: who === 'owner' || who === 'approver',
    currency: 'USD',
  };
}
