import type { Place } from '../history/commands.ts';
import type { Editor } from '../store/editor.ts';
import { titleOf } from '../store/words.ts';
import { edgeAt, portsOf } from '../store/wiring.ts';
import { wayOfEdge } from './act.ts';

/** The item under the pointer that can receive what is dragged. */
export type DropTarget =
  | { readonly is: 'way'; readonly place: Place }
  | { readonly is: 'step'; readonly id: string }
  | { readonly is: 'ground' };

/** The key that marks a way while something is dragged over it. */
export const wayKey = ({ from, port }: Place): string => `way:${from}.${port}`;
export const stepKey = (id: string): string => `step:${id}`;
export const dropKey = (target: DropTarget | null): string | null =>
  target?.is === 'way' ? wayKey(target.place) : target?.is === 'step' ? stepKey(target.id) : null;

/** @param skip the dragged card itself, which is always under the pointer */
export function targetAt(editor: Editor, x: number, y: number, skip?: string): DropTarget | null {
  for (const element of document.elementsFromPoint(x, y)) {
    const node = element.closest<HTMLElement>('.react-flow__node');
    if (
      skip !== undefined &&
      node &&
      (node.dataset['id'] === skip || node.dataset['id']?.startsWith(`${skip}::`))
    )
      continue;
    const place = element.closest<HTMLElement>('[data-drop-from]')?.dataset;
    if (place?.['dropFrom'] && place['dropPort'])
      return { is: 'way', place: { from: place['dropFrom'], port: place['dropPort'] } };
    const step = node?.querySelector<HTMLElement>('[data-step]')?.dataset['step'];
    if (step) return { is: 'step', id: step };
    const edge = element.closest<HTMLElement>('.react-flow__edge')?.dataset['id'];
    const way = edge ? wayOfEdge(editor, edge) : null;
    if (way) return { is: 'way', place: { from: way.from, port: way.port } };
    if (element.closest('.react-flow__panel')) return null;
    if (element.closest('.react-flow__pane')) return { is: 'ground' };
    if (!element.closest('[data-zone="canvas"]')) return null;
  }
  return null;
}

/** Where a dragged item would land, in words shown beside the pointer. */
export function wordsOf(editor: Editor, target: DropTarget | null): string | null {
  const { document: flow } = editor.store.getState();
  const name = (id: string) => `“${titleOf(flow.nodes[id], editor.kinds)}”`;
  if (target?.is === 'step') return `After ${name(target.id)}`;
  if (target?.is !== 'way') return null;
  const { from, port } = target.place;
  const ports = portsOf(flow, editor.kinds, from);
  const label = ports.length > 1 ? ports.find((known) => known.id === port)?.label : undefined;
  const next = edgeAt(flow, from, port)?.to;
  if (label) return `On “${label}”`;
  return next ? `Between ${name(from)} and ${name(next)}` : `After ${name(from)}`;
}
