import { describe, expect, it, vi } from 'vitest';
import { createCounts } from './counts.ts';

const live = (sent: number) => ({
  nodes: { mail: { entered: sent, sent }, wait: { entered: 9 } },
  ways: { 'mail.next': sent, 'wait.next': 3 },
});

describe('numbers on the canvas', () => {
  it('are those of the current mode, and none in Build', () => {
    const counts = createCounts();
    counts.put(live(10), 'watch');
    counts.put({ nodes: { mail: { entered: 2_000 } }, ways: { 'mail.next': 1_900 } }, 'rehearse');
    expect(counts.node('mail')).toBeUndefined();
    counts.show('watch');
    expect([counts.node('mail')?.entered, counts.people('mail', 'next')]).toEqual([10, 10]);
    counts.show('rehearse');
    expect([counts.node('mail')?.entered, counts.people('mail', 'next')]).toEqual([2_000, 1_900]);
    counts.show('build');
    expect(counts.people('mail', 'next')).toBeUndefined();
  });

  it('a finished rehearsal leaves the live numbers unchanged', () => {
    const counts = createCounts();
    counts.put(live(10), 'watch');
    counts.show('rehearse');
    counts.put(live(500));
    counts.put(null);
    counts.show('watch');
    expect(counts.people('mail', 'next')).toBe(10);
  });

  it('the number on the busiest branch changes although its share stays the same', () => {
    const counts = createCounts();
    counts.show('watch');
    counts.put(live(10), 'watch');
    const seen = vi.fn();
    counts.subscribe(seen);
    counts.put(live(11), 'watch');
    expect(seen).toHaveBeenCalledOnce();
    expect(counts.way('mail', 'next')).toBe(1);
    expect(counts.people('mail', 'next')).toBe(11);
  });

  it('a step with unchanged numbers is not rendered, and neither are numbers of another mode', () => {
    const counts = createCounts();
    counts.show('watch');
    counts.put(live(10), 'watch');
    const before = counts.node('wait');
    const seen = vi.fn();
    counts.subscribe(seen);
    counts.put(live(11), 'watch');
    expect(counts.node('wait')).toBe(before);
    counts.put(live(500), 'rehearse');
    expect(seen).toHaveBeenCalledOnce();
  });
});
