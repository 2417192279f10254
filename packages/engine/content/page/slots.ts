/**
 * A slot: a place in the laid-out page that is filled for each person. Slots pass through MJML as private-use
 * characters.
 */
export type Slot =
  | { readonly type: 'fill'; readonly write: (filling: Filling) => string }
  /** The page up to the matching `end` is kept only when the test is true. */
  | { readonly type: 'if'; readonly test: (filling: Filling) => boolean }
  | { readonly type: 'end' };

/** Everything written for one person, ready to insert into the page. All HTML is escaped. */
export interface Filling {
  /** HTML of each text, by field; empty when there is nothing to show. */
  readonly texts: Readonly<Record<string, string>>;
  /** Final, escaped target of each link, by field; absent when it was refused. */
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
  /** Part of the page that is kept only when the test is true. It must contain whole elements. */
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
