import { MINUTE } from '@millrace/base';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { rehearsalInputSchema } from './prepare-rehearsal.ts';
import { nameOf, recall, remember, type Remembered } from './remembered.ts';

const ID = '01a1fced-09e3-7e35-b690-000000000000';
const input = (more: object = {}) =>
  rehearsalInputSchema.parse({ id: ID, seed: 'x', at: 1_780_000_000_000, ...more });
const rehearsal = (seed: string) => ({ prepared: { seed } }) as unknown as Remembered;
let now = 0;
let count = 0;
const fresh = () => `rehearsal-${(count += 1)}`;

describe('the name of a rehearsal', () => {
  test('is the same for the same question, in whatever order its parts come', () => {
    const answers = {
      email: { opened: 0.5, clicked: 0.1, bought: 0.01 },
      sms: { opened: 0, clicked: 0.2, bought: 0.02 },
    };
    const turned = {
      sms: { bought: 0.02, clicked: 0.2, opened: 0 },
      email: { bought: 0.01, clicked: 0.1, opened: 0.5 },
    };
    expect(nameOf('w', input({ answers }))).toBe(nameOf('w', input({ answers: turned })));
    expect(nameOf('w', input())).toBe(nameOf('w', input({ days: 30, people: 1_000, on: 'past' })));
  });

  test('is another for whatever differs, and in another workspace', () => {
    const different = [
      input(),
      input({ id: ID.replace('0000', '1111') }),
      input({ seed: 'y' }),
      input({ at: 1_780_000_000_001 }),
      input({ days: 31 }),
      input({ people: 999 }),
      input({ on: 'sample' }),
      input({ graph: {} }),
      input({ answers: {} }),
      input({ answers: { email: { opened: 0.5, clicked: 0.1, bought: 0.01 } } }),
    ];
    const names = ['w1', 'w2'].flatMap((workspace) => different.map((one) => nameOf(workspace, one)));
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('a rehearsal', () => {
  beforeEach(() => {
    now += 60 * MINUTE;
  });

  test('is remembered for ten minutes from when it was run', () => {
    const name = fresh();
    expect(recall(name, now)).toBeUndefined();
    const kept = rehearsal('a');
    remember(name, kept, now);
    expect(recall(name, now)).toBe(kept);
    expect(recall(name, now + 10 * MINUTE - 1)).toBe(kept);
    expect(recall(name, now + 10 * MINUTE)).toBeUndefined();
  });

  test('that is run again is the new one', () => {
    const name = fresh();
    remember(name, rehearsal('a'), now);
    const again = rehearsal('b');
    remember(name, again, now + 9 * MINUTE);
    expect(recall(name, now + 18 * MINUTE)).toBe(again);
  });

  test('makes room for those after it, and no more than the last three are kept', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 20 }), (order) => {
        now += 60 * MINUTE;
        const round = fresh();
        const kept = order.map((which) => {
          const one = rehearsal(`${which}`);
          remember(`${round}-${which}`, one, now);
          return one;
        });
        const held = [0, 1, 2, 3, 4, 5].flatMap((which) => recall(`${round}-${which}`, now) ?? []);
        expect(held.length).toBeLessThanOrEqual(3);
        // The last one is there, and whatever is there is as it was run last.
        expect(held).toContain(kept.at(-1));
        for (const one of held) {
          const which = one.prepared.seed;
          expect(one).toBe(kept[order.map(String).lastIndexOf(which)]);
        }
      }),
    );
  });
});
