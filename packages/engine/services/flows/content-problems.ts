import { createHash } from 'node:crypto';
import { canonicalJson, fail } from '@millrace/base';
import type { ContentProblem } from '@millrace/channels';
import { validateContent } from '@millrace/content';
import type { Graph, GraphNode, Problem } from '@millrace/flow';
import type { Context } from '../verb/context.ts';
import { readFlow } from './flow-row.ts';

/** Messages that were looked at, by what is in them, with what is wrong with each. */
export type CheckedContents = ReadonlyMap<string, readonly ContentProblem[]>;

/** What a message says is looked at again at every keystroke; most of a flow is then as it was. */
const known = new Map<string, readonly ContentProblem[]>();
const KEPT = 2_000;

/** Looks at every message of some drafts, as it will be read at sending. Before the transaction that needs to know. */
export async function checkContents(context: Context, graphs: readonly Graph[]): Promise<CheckedContents> {
  const checked = new Map<string, readonly ContentProblem[]>();
  for (const { channel, content, key } of graphs.flatMap(messagesIn)) {
    if (!checked.has(key)) checked.set(key, known.get(key) ?? (await remember(key, checkContent(context, channel, content))));
  }
  return checked;
}

/** The same for the draft that is stored. @throws MillraceError not-found */
export async function checkStoredContents(context: Context, flowId: string): Promise<CheckedContents> {
  return checkContents(context, [(await context.db.inWorkspace(context.workspaceId, (tx) => readFlow(tx, flowId))).draft]);
}

/** The one place where a message is looked at. */
async function checkContent(_context: Context, channel: string, content: unknown): Promise<readonly ContentProblem[]> {
  return validateContent(channel, content);
}

async function remember(key: string, looking: Promise<readonly ContentProblem[]>): Promise<readonly ContentProblem[]> {
  const problems = await looking;
  // What came of a busy moment is asked again.
  if (problems.some(({ code }) => code === 'placeholder-broken')) return problems;
  if (known.size >= KEPT) known.delete(known.keys().next().value as string);
  known.set(key, problems);
  return problems;
}

/**
 * What is wrong with the messages of a flow: content that cannot be rendered never publishes, what is only advice never
 * stops it.
 * @throws MillraceError revision-conflict when the draft was changed since its messages were looked at
 */
export function contentProblems(graph: Graph, checked: CheckedContents): Problem[] {
  return messagesIn(graph).flatMap(({ node, key }) =>
    (checked.get(key) ?? fail('revision-conflict')).map((problem) => asProblem(node, problem)),
  );
}

interface Message {
  readonly node: string;
  readonly channel: string;
  readonly content: unknown;
  readonly key: string;
}

function messagesIn(graph: Graph): readonly Message[] {
  // A stored drawing may be anything, when it was written past Millrace.
  const nodes: readonly (Partial<GraphNode> | null)[] = Array.isArray(graph?.nodes) ? graph.nodes : [];
  return nodes.flatMap((node) => {
    const channel = channelOf(node?.kind);
    const content = node?.config?.['content'];
    if (!channel || !content) return [];
    const key = createHash('sha256')
      .update(`${channel}\n${canonicalJson(content)}`)
      .digest('base64');
    return [{ node: String(node?.id), channel, content, key }];
  });
}

const channelOf = (kind: string | undefined) => (kind === 'send-email' ? 'email' : kind === 'send-sms' ? 'sms' : null);

function asProblem(node: string, { severity, code, field, sentence, fix }: ContentProblem): Problem {
  return {
    severity,
    node,
    code: severity === 'error' ? 'content-invalid' : code,
    sentence,
    field: field ? `content.${field}` : 'content',
    fix: fix && { title: fix.title, edits: [{ do: 'set-config', node, path: `content.${field}`, value: fix.text }] },
  };
}
