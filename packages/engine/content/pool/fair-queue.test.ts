import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { FairQueue } from './fair-queue.ts';
import { SetAside } from './set-aside.ts';

describe('a queue of many lanes', () => {
  it('goes from lane to lane, so that a long lane delays no other', () => {
    const queue = new FairQueue<string>();
    for (const job of ['a1', 'a2', 'a3', 'a4']) queue.push('a', job);
    queue.push('b', 'b1');
    queue.push('c', 'c1');
    const order = Array.from({ length: 6 }, () => queue.take(() => true));
    expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'a3', 'a4']);
    expect(queue.take(() => true)).toBeUndefined();
  });

  it('loses and duplicates nothing, keeps the order in each lane, and makes nobody wait for more than one job of each other lane', () => {
    const action = fc.oneof(
      fc.record({ push: fc.constantFrom('a', 'b', 'c', 'd') }),
      fc.record({ take: fc.subarray(['a', 'b', 'c', 'd']) }),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 80 }), (actions) => {
        const queue = new FairQueue<{ lane: string; at: number }>();
        const waiting = new Map<string, number[]>();
        actions.forEach((one, at) => {
          if ('push' in one) {
            queue.push(one.push, { lane: one.push, at });
            waiting.set(one.push, [...(waiting.get(one.push) ?? []), at]);
            return;
          }
          const job = queue.take((lane) => one.take.includes(lane));
          const possible = one.take.some((lane) => (waiting.get(lane)?.length ?? 0) > 0);
          expect(job !== undefined).toBe(possible);
          if (job) expect(waiting.get(job.lane)?.shift()).toBe(job.at);
        });
        const left = [...waiting.values()].flat().length;
        expect(queue.size).toBe(left);
        const lanes = [...waiting].filter(([, jobs]) => jobs.length > 0).map(([lane]) => lane);
        const round = lanes.map(() => queue.take(() => true)?.lane);
        expect(round.toSorted()).toEqual(lanes.toSorted());
      }),
    );
  });

  it('removes jobs from every lane', () => {
    const queue = new FairQueue<number>();
    for (let at = 0; at < 10; at += 1) queue.push(at % 2 === 0 ? 'even' : 'odd', at);
    expect(queue.remove((job) => job % 3 === 0).toSorted()).toEqual([0, 3, 6, 9]);
    expect(queue.size).toBe(6);
    expect(queue.sizeOf('odd')).toBe(3);
  });
});

describe('a template whose rendering had to be stopped', () => {
  it('is set aside for ten minutes after three times in a row, and then gets one attempt', () => {
    let now = 0;
    const aside = new SetAside(() => now);
    expect([aside.stopped('bad'), aside.stopped('bad'), aside.isAside('bad')]).toEqual([false, false, false]);
    aside.ended('bad');
    expect([aside.stopped('bad'), aside.stopped('bad'), aside.stopped('bad')]).toEqual([false, false, true]);
    expect(aside.isAside('bad')).toBe(true);
    expect(aside.isAside('good')).toBe(false);
    now = 10 * 60_000 + 1;
    expect(aside.isAside('bad')).toBe(false);
    expect(aside.stopped('bad')).toBe(true);
    expect(aside.isAside('bad')).toBe(true);
  });
});
