import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR } from '@millrace/base';
import {
  attribute,
  kindsIn,
  TOUCH_KINDS,
  windowsOf,
  type AttributionRules,
  type Touch,
  type TouchKind,
  type TouchWindows,
} from './index.ts';

const ORDERED = 2_000 * HOUR;
const order = { placedAt: ORDERED };
const hours = fc.integer({ min: 0, max: 100 });
const windows: fc.Arbitrary<TouchWindows> = fc.record(
  { clicked: hours, opened: hours, delivered: hours },
  { requiredKeys: [] },
);
const rules: fc.Arbitrary<AttributionRules> = fc.record(
  { email: windows, sms: windows, push: windows },
  { requiredKeys: [] },
);
const ago = fc.integer({ min: -5, max: 120 }).map((count) => ORDERED - count * HOUR);
const touches: fc.Arbitrary<Touch[]> = fc.uniqueArray(
  fc.record({
    messageId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    channel: fc.constantFrom('email', 'sms', 'push', 'toString'),
    sentAt: ago,
    deliveredAt: fc.option(ago),
    openedAt: fc.option(ago),
    clickedAt: fc.option(ago),
    windows: fc.option(rules, { nil: undefined }) as fc.Arbitrary<AttributionRules>,
  }),
  { selector: ({ messageId }) => messageId, maxLength: 6 },
);

/** The rule read slowly, message by message: who touched it last of those whose time still ran. */
function byTheBook(list: readonly Touch[], usual: AttributionRules) {
  const counting = list.flatMap((touch) => {
    const receivedAt = touch.deliveredAt ?? touch.sentAt;
    const channel = Object.entries(usual).find(([name]) => name === touch.channel)?.[1];
    if (channel === undefined || receivedAt > ORDERED) return [];
    const at: Record<TouchKind, number | null> = {
      clicked: touch.clickedAt,
      opened: touch.openedAt,
      delivered: receivedAt,
    };
    const how = (['clicked', 'opened', 'delivered'] as const).find((kind) => {
      const most =
        channel[kind] === undefined ? null : (touch.windows?.[touch.channel]?.[kind] ?? channel[kind]);
      return most !== null && at[kind] !== null && at[kind] <= ORDERED && ORDERED - receivedAt <= most * HOUR;
    });
    return how === undefined ? [] : [{ touch, how, receivedAt, touchedAt: at[how]! }];
  });
  counting.sort(
    (one, other) =>
      other.touchedAt - one.touchedAt ||
      other.receivedAt - one.receivedAt ||
      (one.touch.messageId < other.touch.messageId ? 1 : -1),
  );
  const [first] = counting;
  return first
    ? { messageId: first.touch.messageId, how: first.how, hours: (ORDERED - first.receivedAt) / HOUR }
    : null;
}

describe('which message gets an order', () => {
  test('is what the rule says, read slowly', () => {
    let credited = 0;
    fc.assert(
      fc.property(touches, rules, (list, usual) => {
        const found = attribute(order, list, usual);
        if (found) credited += 1;
        expect(found).toEqual(byTheBook(list, usual));
      }),
      { numRuns: 1_000 },
    );
    expect(credited).toBeGreaterThan(200);
  });

  test('changes for no message that nobody touched in time', () => {
    fc.assert(
      fc.property(touches, rules, (list, usual) => {
        const found = attribute(order, list, usual);
        const late = list.filter((touch) => (touch.deliveredAt ?? touch.sentAt) <= ORDERED);
        expect(attribute(order, late, usual)).toEqual(found);
        if (!found) return;
        const only = list.filter(({ messageId }) => messageId === found.messageId);
        expect(attribute(order, only, usual)).toEqual(found);
      }),
      { numRuns: 300 },
    );
  });

  test('is one of those sent, within its hours, and none where no channel counts', () => {
    fc.assert(
      fc.property(touches, rules, (list, usual) => {
        const found = attribute(order, list, usual);
        expect(attribute(order, list, {})).toBeNull();
        if (!found) return;
        const touch = list.find(({ messageId }) => messageId === found.messageId)!;
        const most = touch.windows?.[touch.channel]?.[found.how] ?? usual[touch.channel]![found.how]!;
        expect(found.hours).toBeGreaterThanOrEqual(0);
        expect(found.hours).toBeLessThanOrEqual(most);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    [100, true],
    [100 + 1 / 3_600_000, false],
    [0, true],
    [-1 / 3_600_000, false],
  ])('to the millisecond: received %s hours before, of at most 100: %s', (before, counts) => {
    const touch: Touch = {
      messageId: 'a',
      channel: 'sms',
      sentAt: ORDERED - 300 * HOUR,
      deliveredAt: ORDERED - before * HOUR,
      openedAt: null,
      clickedAt: null,
    };
    expect(attribute(order, [touch], { sms: { delivered: 100 } }) !== null).toBe(counts);
  });
});

describe('hours of a flow', () => {
  test('stand in place of the usual, and for no touch that does not count', () => {
    fc.assert(
      fc.property(rules, rules, (usual, own) => {
        const merged = windowsOf(usual, own);
        expect(Object.keys(merged).sort()).toEqual(Object.keys(usual).sort());
        for (const [channel, kept] of Object.entries(merged)) {
          expect(kindsIn(kept)).toEqual(kindsIn(usual[channel]!));
          for (const kind of kindsIn(kept))
            expect(kept[kind]).toBe(own[channel]?.[kind] ?? usual[channel]![kind]);
        }
      }),
    );
  });

  test('taken over twice are the same as once, and none are the usual', () => {
    fc.assert(
      fc.property(rules, rules, (usual, own) => {
        expect(windowsOf(windowsOf(usual, own), own)).toEqual(windowsOf(usual, own));
        expect(windowsOf(usual, {})).toEqual(windowsOf(usual, usual));
      }),
    );
  });

  test('list what counts with the strongest first', () => {
    expect(kindsIn({ delivered: 1, opened: 2, clicked: 3 })).toEqual([...TOUCH_KINDS]);
    expect(kindsIn({ delivered: 0 })).toEqual(['delivered']);
    expect(kindsIn({})).toEqual([]);
  });
});
