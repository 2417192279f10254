import type { Kinds } from '@millrace/flow';
import type { FlowDocument } from '../store/document.ts';
import { waysOut, wiringOf } from '../store/wiring.ts';

export type Direction = 'up' | 'down' | 'left' | 'right';

export interface Spot {
  readonly x: number;
  readonly y: number;
}

const nearest = (
  from: Spot,
  candidates: readonly string[],
  spots: ReadonlyMap<string, Spot>,
): string | undefined => {
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const id of candidates) {
    const spot = spots.get(id);
    if (!spot) continue;
    const distance = Math.abs(spot.x - from.x) + Math.abs(spot.y - from.y);
    if (distance < bestDistance) [best, bestDistance] = [id, distance];
  }
  return best;
};

/**
 * The step an arrow key leads to. Down follows the first way, up goes to the nearest step that leads here. Left and right go
 * to the neighbouring branch, otherwise to the nearest step on that side at about the same height.
 */
export function neighbour(
  document: FlowDocument,
  kinds: Kinds,
  spots: ReadonlyMap<string, Spot>,
  from: string,
  direction: Direction,
): string | undefined {
  const here = spots.get(from);
  if (!here) return undefined;
  const { into } = wiringOf(document);
  if (direction === 'down')
    return waysOut(document, kinds, from).find((way) => way.edge && way.edge.to !== from)?.edge?.to;
  if (direction === 'up') {
    const before = (into.get(from) ?? []).map((edge) => edge.from).filter((id) => id !== from);
    const above = before.filter((id) => (spots.get(id)?.y ?? Infinity) < here.y);
    return nearest(here, above.length > 0 ? above : before, spots);
  }
  const side = direction === 'left' ? -1 : 1;
  const beside = (id: string) => ((spots.get(id)?.x ?? here.x) - here.x) * side > 1;
  const siblings = (into.get(from) ?? []).flatMap((edge) =>
    waysOut(document, kinds, edge.from).flatMap((way) => (way.edge ? [way.edge.to] : [])),
  );
  const sibling = nearest(
    here,
    siblings.filter((id) => id !== from && beside(id)),
    spots,
  );
  if (sibling) return sibling;
  const level = [...spots.keys()].filter(
    (id) => id !== from && beside(id) && Math.abs((spots.get(id)?.y ?? Infinity) - here.y) < 120,
  );
  return nearest(here, level, spots);
}

/** The previous or next step in reading order; undefined past either end, where Tab leaves the canvas. */
export function alongReading(order: readonly string[], from: string, step: 1 | -1): string | undefined {
  const index = order.indexOf(from);
  return index < 0 ? order[0] : order[index + step];
}
