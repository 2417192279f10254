import { compile, parseGraph, type Graph } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { quantile, report, timed } from './measure.ts';
import { startServers } from './servers.ts';

/**
 * How long it takes to publish a flow of 200 steps: its problems are looked for, its messages checked and
 * rendered, its plan compiled and stored. The baseline writes the same graph and plan by hand.
 */
const STEPS = 200;
const TIMES = 20;

/** Blocks of a wait, a condition and two messages in a row, each with words of its own. */
function large(number: number): Graph {
  const content = kinds['send-email']!.example as { readonly content: Record<string, unknown> };
  const nodes: object[] = [
    { id: 'trigger', kind: 'event-trigger', config: { events: ['signed-up'], key: 'customer' } },
  ];
  const edges: object[] = [];
  const add = (id: string, kind: string, config: object, from: string, port = 'next') => {
    nodes.push({ id, kind, config });
    edges.push({ id: `e-${id}`, from, port, to: id });
  };
  let last = 'trigger';
  let port = 'next';
  for (let block = 0; nodes.length + 4 < STEPS; block += 1) {
    add(`wait-${block}`, 'wait', { duration: { amount: block + 1, unit: 'hours' } }, last, port);
    const bought = { fact: 'customer.ordersCount', operator: 'at-least', value: block + number };
    add(`if-${block}`, 'condition', { paths: [{ id: 'yes', when: bought }] }, `wait-${block}`);
    add(`one-${block}`, 'send-email', content, `if-${block}`, 'yes');
    add(`two-${block}`, 'send-email', content, `if-${block}`, 'else');
    edges.push({ id: `join-${block}`, from: `one-${block}`, port: 'next', to: `two-${block}` });
    [last, port] = [`two-${block}`, 'next'];
  }
  while (nodes.length < STEPS - 1) {
    const id = `wait-${nodes.length}`;
    add(id, 'wait', { duration: { amount: 1, unit: 'days' } }, last, port);
    [last, port] = [id, 'next'];
  }
  add('end', 'end', {}, last, port);
  return parseGraph({ schemaVersion: 2, subject: 'customer', nodes, edges, settings: {} });
}

const servers = await startServers({ engine: false });
try {
  const context = await servers.workspace();
  const times: number[] = [];
  const byHand: number[] = [];
  for (let number = 1; number <= TIMES; number += 1) {
    const graph = large(number);
    if (graph.nodes.length !== STEPS) throw new Error(`The flow has ${graph.nodes.length} steps.`);
    const { id } = await createFlow(context, { name: `Large ${number}`, graph });
    times.push(await timed(() => publishFlow(context, { id })));
    const plan = compile(graph, kinds);
    byHand.push(
      await timed(() =>
        servers.db.inWorkspace(
          context.workspaceId,
          (tx) => tx`insert into plans (workspace_id, hash, plan)
            values (${context.workspaceId}, ${`by-hand-${number}`}, ${tx.json({ ...plan, graph } as never)})`,
        ),
      ),
    );
  }
  report({
    bench: 'publish',
    value: quantile(times, 0.95),
    unit: `s to publish a flow of ${STEPS} steps, 95th percentile; baseline: storing its graph and plan by hand`,
    baseline: quantile(byHand, 0.95),
  });
} finally {
  await servers.stop();
}
