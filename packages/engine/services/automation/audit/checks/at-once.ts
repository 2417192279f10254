import { own } from '@millrace/base';
import { kinds } from '@millrace/core/plans';
import type { Graph } from '@millrace/flow';
import type { AuditCheck } from '../check.ts';

export const atOnce: AuditCheck = {
  id: 'at-once',
  title: 'Messages leave time between',
  why: 'People answer one message when they have had time for it; the second costs you their goodwill.',
  weight: 'minor',
  of: 'elsewhere',
  mend: 'canvas',
  look: ({ writes, graph }) => {
    if (!writes) return null;
    return sendsTwoAtOnce(graph)
      ? { ok: false, sentence: 'Two of its messages follow each other without a wait.' }
      : { ok: true, sentence: 'There is a wait between its messages.' };
  },
};

/** Whether a message follows another on some way that takes no time. */
function sendsTwoAtOnce({ nodes, edges }: Graph): boolean {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const isMessage = (id: string) => own(kinds, byId.get(id)?.kind ?? '')?.family === 'message';
  const takesTime = (id: string) => {
    const node = byId.get(id);
    const kind = node && own(kinds, node.kind);
    return kind?.family === 'wait' || kind?.takesTime?.(node?.config ?? {}) === true;
  };
  return nodes.some(({ id }) => {
    if (!isMessage(id)) return false;
    const seen = new Set([id]);
    const open = [id];
    for (let at = open.pop(); at !== undefined; at = open.pop())
      for (const { from, to } of edges) {
        if (from !== at || seen.has(to) || takesTime(to)) continue;
        if (isMessage(to)) return true;
        seen.add(to);
        open.push(to);
      }
    return false;
  });
}
