/** Places in the laid-out page that are filled for each person. They pass through MJML as private-use characters. */
export type Slot =
  | { readonly type: 'fill'; readonly write: (filling: Filling) => string }
  /** The page up to the matching `end` stays only when the test holds. */
  | { readonly type: 'if'; readonly test: (filling: Filling) => boolean }
  | { readonly type: 'end' };

/** Everything written for one person, ready to be set into the page. All HTML is escaped already. */
export interface Filling {
  /** HTML of a text by its field; empty text means that there is nothing to show. */
  readonly texts: Readonly<Record<string, string>>;
  /** Final address of a link by its field, escaped; absent when it was refused. */
  readonly links: Readonly<Record<string, string>>;
  /** HTML of product rows by block. */
  readonly products: Readonly<Record<string, string>>;
  readonly flags: Readonly<Record<string, boolean>>;
}

const BEGINS = '\uE000';
const ENDS = '\uE001';

/** Collects slots while the page is laid out. */
export class SlotList {
  readonly slots: Slot[] = [];
  private add(slot: Slot): string {
    this.slots.push(slot);
    return `${BEGINS}${this.slots.length - 1}${ENDS}`;
  }
  fill(write: (filling: Filling) => string): string {
    return this.add({ type: 'fill', write });
  }
  text(field: string): string {
    return this.fill((filling) => filling.texts[field] ?? '');
  }
  link(field: string): string {
    return this.fill((filling) => filling.links[field] ?? '');
  }
  /** Part of the page that stays only when the test holds. The inside must be whole elements. */
  when(test: (filling: Filling) => boolean, inside: string, raw: (slot: string) => string): string {
    const begins = this.add({ type: 'if', test });
    const ends = this.add({ type: 'end' });
    return raw(begins) + inside + raw(ends);
  }
}

export type Segment = string | Slot;

/** Cuts the finished page at its slots. */
export function cutAtSlots(page: string, slots: readonly Slot[]): readonly Segment[] {
  return page
    .split(/\uE000(\d+)\uE001/)
    .map((part, index) => (index % 2 === 0 ? part : slots[Number(part)]!))
    .filter((segment) => segment !== '');
}

export function fillSegments(segments: readonly Segment[], filling: Filling): string {
  let page = '';
  let skipping = 0;
  for (const segment of segments) {
    if (typeof segment === 'string') {
      if (skipping === 0) page += segment;
    } else if (segment.type === 'end') {
      if (skipping > 0) skipping -= 1;
    } else if (segment.type === 'if') {
      if (skipping > 0 || !segment.test(filling)) skipping += 1;
    } else if (skipping === 0) page += segment.write(filling);
  }
  return page;
}
