import { describe, expect, it } from 'vitest';
import type { TimelineItem } from '@millrace/services/customers';
import { folded } from './fold.ts';

let count = 0;
function item(
  type: TimelineItem['type'],
  at: number,
  title: string,
  more: Partial<TimelineItem> = {},
): TimelineItem {
  count += 1;
  return {
    id: `${type}/${count}`,
    at,
    type,
    title,
    reason: null,
    flowId: 'f',
    flowName: 'Carts',
    enrolmentId: 'e',
    refers: null,
    data: {},
    ...more,
  };
}
const step = (at: number, what: string, title: string, more: Partial<TimelineItem> = {}) =>
  item('enrolment', at, title, { data: { what, kind: what }, ...more });

// Newest first, as it comes.
const ENTERED = [
  step(5_000, 'waits', 'Waits 1 hour.'),
  step(5_000, 'went', 'Fits the path “Price-sensitive”.'),
  step(5_000, 'decided', 'Counts as price-sensitive.'),
  step(5_000, 'went', 'Entered: abandoned cart.'),
];

describe('folding small steps', () => {
  it('makes one line of steps taken together, with their beginning and end', () => {
    const [line, ...others] = folded(ENTERED);
    expect(others).toEqual([]);
    expect(line?.item).toMatchObject({
      title: 'Entered: abandoned cart. Waits 1 hour.',
      data: { kind: 'waits' },
    });
    expect(line?.steps.map((one) => one.title)).toEqual([
      'Entered: abandoned cart.',
      'Counts as price-sensitive.',
      'Fits the path “Price-sensitive”.',
      'Waits 1 hour.',
    ]);
  });

  it('offers nothing to open where the line is complete', () => {
    const lines = folded([
      step(5_000, 'waits', 'Waits 1 day.'),
      step(5_000, 'woken', 'The wait is over.'),
      step(1_000, 'went', 'Fits no path.'),
    ]);
    expect(lines.map((line) => [line.item.title, line.steps.length])).toEqual([
      ['Waits 1 day.', 0],
      ['Fits no path.', 0],
    ]);
  });

  it('keeps apart steps of another flow, of another hour, and before and after a message', () => {
    const lines = folded([
      step(9_000, 'done', 'Came to the end.'),
      step(9_000, 'waits', 'Waits 1 day.', { enrolmentId: 'other' }),
      item('message', 9_000, 'E-mail was sent'),
      step(9_000, 'went', 'Fits no path.'),
      step(2_000, 'waits', 'Waits 2 days.'),
    ]);
    expect(lines.map((line) => line.item.title)).toEqual([
      'Came to the end.',
      'Waits 1 day.',
      'E-mail was sent',
      'Fits no path.',
      'Waits 2 days.',
    ]);
  });

  it('shows what a message lacked, and drops steps that only repeat it', () => {
    const note = step(5_000, 'message', 'The link “Back to my cart” was left out.', {
      data: { what: 'message', note: true },
    });
    expect(folded([step(5_000, 'settled', 'Sent.'), note]).map((line) => line.item.title)).toEqual([
      note.title,
    ]);
    expect(folded([step(5_000, 'settled', 'Sent.'), step(5_000, 'message', 'Will get an e-mail.')])).toEqual(
      [],
    );
    const [line] = folded([step(5_000, 'waits', 'Waits 1 day.'), note]);
    expect(line?.item.title).toBe('Waits 1 day.');
    expect(line?.steps).toContain(note);
  });
});
