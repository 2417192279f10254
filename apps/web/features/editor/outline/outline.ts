import type { Kinds } from '@millrace/flow';
import type { FlowDocument } from '../store/document.ts';
import { rootsOf, shownWays, waysOut, wiringOf } from '../store/wiring.ts';

/** One line of the outline. */
export type OutlineItem =
  | {
      readonly type: 'step';
      readonly key: string;
      readonly level: number;
      readonly node: string;
      readonly children: number;
    }
  /** A way out of the step above, if it has several or if it is open. */
  | {
      readonly type: 'way';
      readonly key: string;
      readonly level: number;
      readonly from: string;
      readonly port: string;
      readonly label: string;
      readonly open: boolean;
      readonly optional: boolean;
      readonly children: number;
    }
  /** The way leads to a step that is listed elsewhere. */
  | {
      readonly type: 'goes-to';
      readonly key: string;
      readonly level: number;
      readonly from: string;
      readonly port: string;
      readonly node: string;
      readonly back: boolean;
    };

interface Told {
  readonly items: OutlineItem[];
  readonly steps: Set<string>;
}

/**
 * The flow in reading order. Consecutive steps are on the same level. Branches are one level deeper, under the label of their
 * way. A step in which branches join is listed once, at the last branch that reaches it.
 */
export function outlineOf(document: FlowDocument, kinds: Kinds): readonly OutlineItem[] {
  const told: Told = { items: [], steps: new Set() };
  for (const root of rootsOf(document, kinds)) tell(document, kinds, told, root);
  // Then rings that nothing leads into.
  for (const id of Object.keys(document.nodes)) if (!told.steps.has(id)) tell(document, kinds, told, id);
  return told.items;
}

type Turn =
  | { readonly step: string; readonly level: number; readonly from?: string; readonly port?: string }
  | { readonly way: Extract<OutlineItem, { type: 'way' }> };

function tell(document: FlowDocument, kinds: Kinds, told: Told, root: string): void {
  const left: Turn[] = [{ step: root, level: 1 }];
  for (let turn = left.pop(); turn; turn = left.pop()) {
    if ('way' in turn) {
      told.items.push(turn.way);
      continue;
    }
    const { step, level } = turn;
    if (!document.nodes[step]) continue;
    if (told.steps.has(step)) {
      const from = turn.from ?? '';
      told.items.push({
        type: 'goes-to',
        key: `to:${from}:${turn.port}`,
        level,
        from,
        port: turn.port ?? '',
        node: step,
        back: reaches(document, step, from),
      });
      continue;
    }
    told.steps.add(step);
    const shown = shownWays(waysOut(document, kinds, step));
    const branches = shown.length > 1;
    told.items.push({
      type: 'step',
      key: `step:${step}`,
      level,
      node: step,
      children: branches ? shown.length : 0,
    });
    for (const way of [...shown].reverse()) {
      const open = way.edge === undefined;
      if (way.edge)
        left.push({ step: way.edge.to, level: branches ? level + 2 : level, from: step, port: way.port.id });
      if (branches || open) {
        left.push({
          way: {
            type: 'way',
            key: `way:${step}:${way.port.id}`,
            level: branches ? level + 1 : level,
            from: step,
            port: way.port.id,
            label: way.port.label,
            open,
            optional: way.port.optional === true,
            children: open ? 0 : 1,
          },
        });
      }
    }
  }
}

/** Whether one step leads to another, directly or not. Then a way between them in the other direction is a loop. */
function reaches(document: FlowDocument, from: string, to: string): boolean {
  const { out } = wiringOf(document);
  const seen = new Set<string>();
  const stack = [from];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (id === to) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    for (const edge of out.get(id) ?? []) stack.push(edge.to);
  }
  return false;
}

/** Steps in reading order, which Tab follows. */
export function readingOrder(outline: readonly OutlineItem[]): readonly string[] {
  return outline.flatMap((item) => (item.type === 'step' ? [item.node] : []));
}
