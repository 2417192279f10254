import { createHash } from 'node:crypto';
import { canonicalJson, fail, isMillraceError, MINUTE } from '@millrace/base';
import type { ContentProblem } from '@millrace/channels';
import { checkContentApart } from '@millrace/content/pool';
import { kinds } from '@millrace/core/plans';
import { readFlow } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import type { Graph, GraphNode, Problem } from '@millrace/flow';
import { callerOf } from '../previews/render-caller.ts';

/** Messages that were looked at, by what is in them, with what is wrong with each. */
export type CheckedContents = ReadonlyMap<string, readonly ContentProblem[]>;

interface Known {
  readonly problems: readonly ContentProblem[];
  /** Milliseconds on the clock of this process; after it the message is looked at again. */
  readonly until: number;
}

/** What a message says is looked at again at every keystroke; most of a flow is then as it was. */
const known = new Map<string, Known>();
const KEPT = 2_000;
/** All messages asked for together are looked at for so long, in milliseconds; honest ones take a few each. */
const PATIENCE = 15_000;

/** Looks at every message of some drafts, each in a thread of its own. Before the transaction that needs to know. */
export async function checkContents(context: Context, graphs: readonly Graph[]): Promise<CheckedContents> {
  const checked = new Map<string, readonly ContentProblem[]>();
  const ends = performance.now() + PATIENCE;
  for (const message of graphs.flatMap(messagesIn)) {
    if (!checked.has(message.key))
      checked.set(message.key, remembered(message.key) ?? (await look(context, message, ends)));
  }
  return checked;
}

/** The same for the draft that is stored. @throws MillraceError not-found */
export async function checkStoredContents(context: Context, flowId: string): Promise<CheckedContents> {
  return checkContents(context, [
    (await context.db.inWorkspace(context.workspaceId, (tx) => readFlow(tx, flowId))).draft,
  ]);
}

function remembered(key: string): readonly ContentProblem[] | undefined {
  const one = known.get(key);
  return one && performance.now() < one.until ? one.problems : undefined;
}

/** The one place where a message is looked at. What could not be looked at is said, and asked again next time. */
async function look(
  context: Context,
  { channel, content, key }: Message,
  ends: number,
): Promise<readonly ContentProblem[]> {
  if (performance.now() >= ends) return notLookedAt('others take too long to fill in');
  try {
    const problems = await checkContentApart(channel, content, callerOf(context));
    if (known.size >= KEPT) known.delete(known.keys().next().value as string);
    // A text that was not filled in may have met a busy moment.
    const isSure = !problems.some(({ code }) => code === 'placeholder-broken');
    known.set(key, { problems, until: isSure ? Number.POSITIVE_INFINITY : performance.now() + MINUTE });
    return problems;
  } catch (error) {
    if (!isMillraceError(error)) throw error;
    return notLookedAt('too many are being looked at');
  }
}

const notLookedAt = (why: string): readonly ContentProblem[] => [
  {
    severity: 'error',
    code: 'not-looked-at',
    field: '',
    sentence: `This message was not looked at: ${why}. Try again in a moment.`,
  },
];

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

const channelOf = (kind: string | undefined) =>
  kind !== undefined && Object.hasOwn(kinds, kind) ? kinds[kind]?.channel : undefined;

function asProblem(node: string, { severity, code, field, sentence, fix }: ContentProblem): Problem {
  return {
    severity,
    node,
    code: severity === 'error' ? 'content-invalid' : code,
    sentence,
    field: field ? `content.${field}` : 'content',
    fix: fix && {
      title: fix.title,
      edits: [{ do: 'set-config', node, path: `content.${field}`, value: fix.text }],
    },
  };
}
