/** A text under the line of an interval. */
interface EndWords {
  readonly text: string;
  readonly at: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly isZero?: boolean;
}

/** Pixels of a character of 12 px text, at most, and between two words. */
const CHARACTER = 6.6;
const GAP = 6;

function reach({ text, at, anchor }: EndWords): readonly [number, number] {
  const wide = text.length * CHARACTER;
  const from = anchor === 'start' ? at : anchor === 'end' ? at - wide : at - wide / 2;
  return [from, from + wide];
}

/** The words under the line: the low end, then the high end and zero where there is room beside what is there. */
export function endWords({
  low,
  high,
  left,
  right,
  zero,
  width,
}: {
  readonly low: string;
  readonly high: string;
  readonly left: number;
  readonly right: number;
  readonly zero: number;
  readonly width: number;
}): readonly EndWords[] {
  const shown: EndWords[] = [];
  const wanted: readonly EndWords[] = [
    { text: low, at: left, anchor: left < (low.length * CHARACTER) / 2 ? 'start' : 'middle' },
    { text: high, at: right, anchor: right > width - (high.length * CHARACTER) / 2 ? 'end' : 'middle' },
    { text: '0', at: zero, anchor: 'middle', isZero: true },
  ];
  for (const one of wanted) {
    const [from, to] = reach(one);
    const isFree = shown.every((other) => {
      const [begin, end] = reach(other);
      return to + GAP <= begin || end + GAP <= from;
    });
    if (isFree) shown.push(one);
  }
  return shown;
}
