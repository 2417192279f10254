import type { Graph, Problem } from '@millrace/flow';
import { validateContent } from '@millrace/content';

/** Content that cannot be rendered never publishes: templates are read as they will be at sending. */
export function contentProblems(graph: Graph): Problem[] {
  return graph.nodes.flatMap((node) => {
    const channel = node.kind === 'send-email' ? 'email' : node.kind === 'send-sms' ? 'sms' : null;
    const content = node.config['content'];
    if (!channel || !content) return [];
    return validateContent(channel, content).map((problem): Problem => ({
      severity: 'error',
      node: node.id,
      code: 'content-invalid',
      sentence: problem.sentence,
      field: problem.field ? `content.${problem.field}` : 'content',
    }));
  });
}
