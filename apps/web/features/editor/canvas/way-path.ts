import { ASIDE, LABEL_ROW, LABELS_BEGIN, leadsBack, type LabelPlace } from '../layout/labels.ts';

export interface Ends {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
  /** The x that the layout keeps free for this line. */
  readonly lane: number | undefined;
  /** Whether several lines join at the target. Then it turns just above the target, otherwise just below the source. */
  readonly joins: boolean;
  /** Place of the label among those of the same step. */
  readonly place?: Pick<LabelPlace, 'aside' | 'row' | 'rows'> | undefined;
}

export interface WayPath {
  readonly path: string;
  /** Centre of the label, on the part of the line that no other line shares. */
  readonly label: Spot;
  /** Centre of the plus sign. */
  readonly plus: Spot;
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

const TURN = 16;
const RADIUS = 8;

/** An SVG path of straight lines with round corners through the points. */
export function rounded(spots: readonly Spot[]): string {
  const kept = spots.filter(
    (spot, index) => index === 0 || spot.x !== spots[index - 1]?.x || spot.y !== spots[index - 1]?.y,
  );
  return kept
    .map((spot, index) => {
      const before = kept[index - 1];
      const after = kept[index + 1];
      if (!before) return `M${spot.x},${spot.y}`;
      if (!after) return `L${spot.x},${spot.y}`;
      const radius = Math.min(RADIUS, distance(before, spot) / 2, distance(spot, after) / 2);
      const start = towards(spot, before, radius);
      const end = towards(spot, after, radius);
      return `L${start.x},${start.y}Q${spot.x},${spot.y} ${end.x},${end.y}`;
    })
    .join('');
}

const distance = (one: Spot, other: Spot) => Math.abs(one.x - other.x) + Math.abs(one.y - other.y);
const towards = (from: Spot, to: Spot, by: number): Spot => {
  const whole = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) * by) / whole, y: from.y + ((to.y - from.y) * by) / whole };
};

/** The path of a line: down, across and down again. Where the layout left room, it never crosses a card. */
export function wayPath(ends: Ends): WayPath {
  const { fromX, fromY, toX, toY, lane, joins, place } = ends;
  if (leadsBack(fromY, toY)) return aroundPath(ends);
  const high = fromY + TURN;
  const low = toY - TURN - 4;
  const column = lane ?? (place?.aside === undefined ? (joins ? fromX : toX) : toX + place.aside);
  const path = rounded([
    { x: fromX, y: fromY },
    { x: fromX, y: high },
    { x: column, y: high },
    { x: column, y: low },
    { x: toX, y: low },
    { x: toX, y: toY },
  ]);
  const roof = place ? labelY(fromY, place.rows) : column === fromX ? fromY : high;
  const floor = column === toX ? toY : low;
  const middle = floor - roof < 80 ? (roof + floor) / 2 : floor - 30;
  return {
    path,
    label: { x: column, y: labelY(fromY, place?.row ?? 0) },
    plus: { x: column, y: place ? Math.max(middle, labelY(fromY, place.rows - 1) + LABEL_ROW) : middle },
  };
}

const labelY = (fromY: number, row: number) => fromY + LABELS_BEGIN + row * LABEL_ROW;

/** A line that leads back up: out to the side, up past the cards and in from above. Its label is on the part to the side. */
function aroundPath({ fromX, fromY, toX, toY, place }: Ends): WayPath {
  const row = place?.row ?? 0;
  const side = Math.max(fromX, toX) + ASIDE + row * TURN;
  const under = place ? labelY(fromY, row) : fromY + TURN;
  const over = toY - TURN - 8;
  return {
    path: rounded([
      { x: fromX, y: fromY },
      { x: fromX, y: under },
      { x: side, y: under },
      { x: side, y: over },
      { x: toX, y: over },
      { x: toX, y: toY },
    ]),
    label: { x: (fromX + Math.max(fromX, toX) + ASIDE) / 2, y: under },
    plus: { x: side, y: (under + over) / 2 },
  };
}
