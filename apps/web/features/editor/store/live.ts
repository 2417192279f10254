import type { GraphNode } from '@millrace/flow';
import { sameValue, type FlowDocument } from './document.ts';
import type { EditorState } from './editor-state.ts';

/** Results of comparisons. Steps are immutable, so each pair is compared once. */
const compared = new WeakMap<GraphNode, { readonly with: GraphNode; readonly same: boolean }>();
const answers = new WeakMap<FlowDocument, { readonly live: FlowDocument; readonly same: boolean }>();

/** Whether the draft equals the live version, apart from positions. An unknown live version counts as different. */
export function isLiveAsItIs({
  live,
  document,
  flow,
}: Pick<EditorState, 'live' | 'document' | 'flow'>): boolean {
  if (!live || flow.version === null || flow.state === 'stopped') return false;
  const known = answers.get(document);
  if (known?.live === live) return known.same;
  const same = sameFlow(live, document);
  answers.set(document, { live, same });
  return same;
}

function sameFlow(live: FlowDocument, draft: FlowDocument): boolean {
  const ids = Object.keys(draft.nodes);
  return (
    ids.length === Object.keys(live.nodes).length &&
    live.subject === draft.subject &&
    sameValue(live.settings, draft.settings) &&
    ids.every((id) => live.nodes[id] !== undefined && sameStep(draft.nodes[id]!, live.nodes[id])) &&
    sameValue(waysOf(live), waysOf(draft))
  );
}

function sameStep(draft: GraphNode, live: GraphNode): boolean {
  const known = compared.get(draft);
  if (known?.with === live) return known.same;
  const same = sameValue({ ...draft, position: undefined }, { ...live, position: undefined });
  compared.set(draft, { with: live, same });
  return same;
}

const waysOf = ({ edges }: FlowDocument) =>
  Object.fromEntries(Object.values(edges).map((edge) => [`${edge.from}\n${edge.port}`, edge.to]));
