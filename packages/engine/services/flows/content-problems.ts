import { canonicalJson, fail } from '@millrace/base';
import { checkContentApart } from '@millrace/content/pool';
import type { Graph, Problem } from '@millrace/flow';
import type { Context } from '../verb/context.ts';
import { callerOf } from '../messages/render-caller.ts';
import { readFlow } from './flow-row.ts';

/** Messages that were looked at, by what is in them, with what is wrong with each. */
export type CheckedContents = ReadonlyMap<string, readonly Omit<Problem, 'node'>[]>;

/** All messages of a flow together are looked at for so long, in milliseconds; honest ones take a few each. */
const PATIENCE = 15_000;

interface Message {
  readonly node: string;
  readonly channel: string;
  readonly content: unknown;
  readonly key: string;
}

function messagesIn(graph: Graph): readonly Message[] {
  return graph.nodes.flatMap((node) => {
    const channel = node.kind === 'send-email' ? 'email' : node.kind === 'send-sms' ? 'sms' : null;
    const content = node.config['content'];
    return channel && content ? [{ node: node.id, channel, content, key: canonicalJson([channel, content]) }] : [];
  });
}

/** Looks at every message of a draft, each rendered in a thread of its own. Before the transaction that needs to know. */
export async function checkContents(context: Context, flowId: string): Promise<CheckedContents> {
  const { draft } = await context.db.inWorkspace(context.workspaceId, (tx) => readFlow(tx, flowId));
  const checked = new Map<string, readonly Omit<Problem, 'node'>[]>();
  const ends = performance.now() + PATIENCE;
  for (const { channel, content, key } of messagesIn(draft)) {
    if (checked.has(key)) continue;
    const found =
      performance.now() < ends
        ? await checkContentApart(channel, content, callerOf(context))
        : [
            {
              severity: 'error' as const,
              field: '',
              sentence: 'This message was not looked at: others of the flow take too long to fill in.',
            },
          ];
    checked.set(
      key,
      found.map(({ severity, field, sentence }) => ({
        severity,
        code: severity === 'error' ? 'content-invalid' : 'content-advice',
        sentence,
        field: field ? `content.${field}` : 'content',
      })),
    );
  }
  return checked;
}

/**
 * What is wrong with a draft whose messages were looked at. What cannot be rendered never publishes; advice never stops it.
 * @param found what is wrong with its steps; most of it is said by both, and told once
 * @throws MillraceError revision-conflict when the draft was changed meanwhile
 */
export function withContentProblems(graph: Graph, found: readonly Problem[], checked: CheckedContents): Problem[] {
  const isTold = (node: string, problem: Omit<Problem, 'node'>) =>
    found.some((one) => one.node === node && one.field === problem.field && one.sentence === problem.sentence);
  return [
    ...found,
    ...messagesIn(graph).flatMap(({ node, key }) =>
      (checked.get(key) ?? fail('revision-conflict')).filter((problem) => !isTold(node, problem)).map((problem) => ({ ...problem, node })),
    ),
  ];
}
