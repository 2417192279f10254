import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import fc from 'fast-check';
import { Turns, type Turn } from './turns.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const turnsOf = () => new Turns(() => Date.now());
/** The present state of a request for a turn. */
async function state(taken: Promise<Turn | null>): Promise<'in' | 'away' | 'waiting'> {
  let seen: 'in' | 'away' | 'waiting' = 'waiting';
  void taken.then((turn) => (seen = turn ? 'in' : 'away'));
  await vi.advanceTimersByTimeAsync(0);
  return seen;
}

describe('turns with a provider that responds', () => {
  test('are given to everybody, up to the limit at the same time', async () => {
    const turns = turnsOf();
    const first = await Promise.all([1, 2, 3].map(() => turns.take('a', 3)));
    const next = turns.take('a', 3);
    expect(await state(next)).toBe('waiting');
    first[0]!(true);
    expect(await state(next)).toBe('in');
  });

  test('are never more than the limit, and nobody waits for ever', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.nat(400), { minLength: 1, maxLength: 30 }),
        async (most, lengths) => {
          const turns = turnsOf();
          let busy = 0;
          let mostSeen = 0;
          const all = lengths.map(async (length) => {
            const turn = await turns.take('a', most);
            if (!turn) return 'away';
            busy += 1;
            mostSeen = Math.max(mostSeen, busy);
            await new Promise((resolve) => setTimeout(resolve, length));
            busy -= 1;
            turn(true);
            return 'done';
          });
          await vi.advanceTimersByTimeAsync(60_000);
          // The provider responds every 400 ms at least, so nobody is turned away.
          expect(new Set(await Promise.all(all))).toEqual(new Set(['done']));
          expect(mostSeen).toBeLessThanOrEqual(most);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('turns with a provider that hangs', () => {
  test('are held by a few; waiting callers are turned away soon, and later ones at once', async () => {
    const turns = turnsOf();
    await Promise.all([1, 2].map(() => turns.take('a', 2)));
    const waiting = turns.take('a', 2);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await state(waiting)).toBe('waiting');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await state(waiting)).toBe('away');
    expect(await turns.take('a', 2)).toBeNull();
    // Other providers are not affected.
    expect(await turns.take('b', 2)).not.toBeNull();
  });

  test('go to one message at a time after three silences, until the provider responds again', async () => {
    const turns = turnsOf();
    for (let times = 0; times < 3; times += 1) (await turns.take('a', 5))!(false);
    expect(await turns.take('a', 5)).toBeNull();
    await vi.advanceTimersByTimeAsync(16_000);
    const asking = await turns.take('a', 5);
    expect(asking).not.toBeNull();
    expect(await turns.take('a', 5)).toBeNull();
    asking!(false);
    expect(await turns.take('a', 5)).toBeNull();
    await vi.advanceTimersByTimeAsync(16_000);
    (await turns.take('a', 5))!(true);
    expect(
      (await Promise.all([1, 2, 3, 4, 5].map(() => turns.take('a', 5)))).every((turn) => turn !== null),
    ).toBe(true);
  });

  test('one failure among successes turns nobody away', async () => {
    const turns = turnsOf();
    for (let times = 0; times < 20; times += 1) {
      (await turns.take('a', 5))!(false);
      (await turns.take('a', 5))!(true);
    }
    expect(await turns.take('a', 5)).not.toBeNull();
  });
});
