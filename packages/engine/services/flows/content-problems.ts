import { createHash } from 'node:crypto';
import { canonicalJson } from '@millrace/base';
import type { ContentProblem } from '@millrace/channels';
import { validateContent } from '@millrace/content';
import type { Graph, GraphNode, Problem } from '@millrace/flow';

/** What a message says is looked at again at every keystroke; most of a flow is then as it was. */
const known = new Map<string, readonly ContentProblem[]>();
const KEPT = 2_000;

/**
 * What is wrong with the messages of a flow: content that cannot be rendered never publishes, what is only advice never
 * stops it. Texts are read as they will be at sending.
 */
export async function contentProblems(graph: Graph): Promise<Problem[]> {
  const found: Problem[] = [];
  for (const node of graph.nodes) {
    const channel = channelOf(node);
    const content = node.config['content'];
    if (!channel || !content) continue;
    for (const problem of await problemsOf(channel, content)) found.push(asProblem(node, problem));
  }
  return found;
}

const channelOf = ({ kind }: GraphNode) => (kind === 'send-email' ? 'email' : kind === 'send-sms' ? 'sms' : null);

async function problemsOf(channel: string, content: unknown): Promise<readonly ContentProblem[]> {
  const key = createHash('sha256')
    .update(`${channel}\n${canonicalJson(content)}`)
    .digest('base64');
  const before = known.get(key);
  if (before) return before;
  const problems = await validateContent(channel, content);
  if (known.size >= KEPT) known.delete(known.keys().next().value as string);
  known.set(key, problems);
  return problems;
}

function asProblem({ id }: GraphNode, { severity, code, field, sentence, fix }: ContentProblem): Problem {
  return {
    severity,
    node: id,
    code: severity === 'error' ? 'content-invalid' : code,
    sentence,
    field: field ? `content.${field}` : 'content',
    fix: fix && { title: fix.title, edits: [{ do: 'set-config', node: id, path: `content.${field}`, value: fix.text }] },
  };
}
