import type { FlowTemplate, ToAdapt } from '../actions.ts';
import { sameValue, type FlowDocument } from '../store/document.ts';

/** One thing to adapt, as it is in this draft. */
export interface AdaptItem {
  readonly sentence: string;
  /** Steps of the draft where it is; the first is opened. */
  readonly nodes: readonly string[];
  /** Whether one of its steps differs from the template, or is gone. */
  readonly isDone: boolean;
}

/** What of a template is still as it came, in a draft made from it. What has no step any more counts as done. */
export function adaptItems(
  { adapt, nodes }: FlowTemplate,
  draft: FlowDocument['nodes'],
): readonly AdaptItem[] {
  const asItCame = new Map(nodes.map(({ id, config }) => [id, config]));
  const isChanged = (id: string) => !draft[id] || !sameValue(asItCame.get(id) ?? {}, draft[id].config);
  return adapt.map(({ sentence, nodes: places }: ToAdapt) => ({
    sentence,
    nodes: places.filter((id) => draft[id] !== undefined),
    isDone: places.some(isChanged),
  }));
}
