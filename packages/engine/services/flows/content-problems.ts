import { createHash } from 'node:crypto';
import { canonicalJson, fail, isMillraceError, MINUTE, own } from '@millrace/base';
import type { ContentProblem } from '@millrace/channels';
import { checkContentApart } from '@millrace/content/pool';
import { kinds } from '@millrace/core/plans';
import { readFlow } from '@millrace/core/rows';
import { storeSettings } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Graph, GraphNode, Problem } from '@millrace/flow';
import { callerOf } from '../previews/render-caller.ts';
import { brandIn } from '../writing/brand.ts';
import { adviceFor } from '../writing/own-texts.ts';

/** The problems of checked messages, by their content. */
export type CheckedContents = ReadonlyMap<string, readonly ContentProblem[]>;

interface Known {
  readonly problems: readonly ContentProblem[];
  /** Expiry on this process's clock, in milliseconds; afterwards the message is checked again. */
  readonly until: number;
}

/** A cache: a draft is checked at every keystroke, and most of its messages are unchanged. */
const known = new Map<string, Known>();
const KEPT = 2_000;
/** The time limit for all messages of one check, in milliseconds; an ordinary message takes a few. */
const PATIENCE = 15_000;

/**
 * Checks every message of some drafts, each in a separate thread. Call it before the transaction that needs
 * the result.
 */
export async function checkContents(context: Context, graphs: readonly Graph[]): Promise<CheckedContents> {
  const checked = new Map<string, readonly ContentProblem[]>();
  const messages = graphs.flatMap(messagesIn);
  if (messages.length === 0) return checked;
  const ends = performance.now() + PATIENCE;
  const claims = await claimsOf(context);
  for (const message of messages) {
    if (checked.has(message.key)) continue;
    const problems = remembered(message.key) ?? (await look(context, message, ends));
    checked.set(message.key, [...problems, ...claims(message)]);
  }
  return checked;
}

/**
 * What the rules of the brand say about a message. Not cached with its other problems, which are the same in every store.
 * Nothing while nobody saved any rules.
 */
async function claimsOf(context: Context): Promise<(message: Message) => readonly ContentProblem[]> {
  const [brand, language] = await context.db.inWorkspace(context.workspaceId, async (tx) => {
    const found = await brandIn(tx);
    return [found, found ? (await storeSettings(tx, context.workspaceId)).language : ''] as const;
  });
  return brand ? ({ channel, content }) => adviceFor(channel, content, brand, language) : () => [];
}

/** Checks the messages of the stored draft. @throws MillraceError not-found */
export async function checkStoredContents(context: Context, flowId: string): Promise<CheckedContents> {
  return checkContents(context, [
    (await context.db.inWorkspace(context.workspaceId, (tx) => readFlow(tx, flowId))).draft,
  ]);
}

function remembered(key: string): readonly ContentProblem[] | undefined {
  const one = known.get(key);
  return one && performance.now() < one.until ? one.problems : undefined;
}

/**
 * The only place that checks a message. A message that could not be checked is reported, and checked again
 * next time.
 */
async function look(
  context: Context,
  { channel, content, key }: Message,
  ends: number,
): Promise<readonly ContentProblem[]> {
  if (performance.now() >= ends) return notLookedAt('other messages take too long to fill in');
  try {
    const problems = await checkContentApart(channel, content, callerOf(context));
    if (known.size >= KEPT) known.delete(known.keys().next().value as string);
    // A text that was not rendered may have met a busy moment, so the result is not cached.
    const isSure = !problems.some(({ code }) => code === 'placeholder-broken');
    known.set(key, { problems, until: isSure ? Number.POSITIVE_INFINITY : performance.now() + MINUTE });
    return problems;
  } catch (error) {
    if (!isMillraceError(error)) throw error;
    return notLookedAt('too many messages are being checked');
  }
}

const notLookedAt = (why: string): readonly ContentProblem[] => [
  {
    severity: 'error',
    code: 'not-looked-at',
    field: '',
    sentence: `This message was not checked: ${why}. Try again in a moment.`,
  },
];

/**
 * Problems of a flow's messages. Content that cannot be rendered prevents publishing; advice never does.
 * @throws MillraceError revision-conflict when the draft changed since its messages were checked
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
  // A graph that was not written by Millrace may be anything.
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

const channelOf = (kind: string | undefined) => (kind === undefined ? undefined : own(kinds, kind)?.channel);

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
