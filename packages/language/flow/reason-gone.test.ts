import { expect, test } from 'vitest';
import { compile } from './compile.ts';
import { initialCursor } from './cursor.ts';
import type { Cursor, Plan, StepResult, TraceEntry, Wake } from './plan.ts';
import { createStep } from './step.ts';
import { event, facts, flow, NOW, toyKinds } from './testing/index.ts';

const HOUR = 3_600_000;
const step = createStep(toyKinds);
const planOf = (...args: Parameters<typeof flow>): Plan => compile(flow(...args), toyKinds);
const bought = { when: { fact: 'customer.ordersCount', operator: 'at-least', value: 1 } };

/** Walks a plan by these wakes, an hour apart, and keeps the whole history. */
function walk(
  plan: Plan,
  wakes: readonly Wake[],
  known = facts(),
): { cursor: Cursor; trace: TraceEntry[]; last: StepResult } {
  let cursor = initialCursor(false);
  const trace: TraceEntry[] = [];
  let last = step(plan, cursor, { type: 'start' }, known);
  for (const [index, wake] of [null, ...wakes].entries()) {
    if (wake)
      last = step(
        plan,
        cursor,
        wake.type === 'settled' && last.next.type === 'message'
          ? { ...wake, messageId: last.next.messageId }
          : wake,
        facts({ ...known, now: NOW + index * HOUR }),
      );
    cursor = last.cursor;
    trace.push(...last.trace);
  }
  return { cursor, trace, last };
}
const SENT: Wake = { type: 'settled', messageId: '', outcome: 'sent', reason: null };
const TIME: Wake = { type: 'timer' };
const gone = (plan: Plan, { cursor, trace }: ReturnType<typeof walk>, known = facts()) =>
  step.reasonGone?.(plan, cursor, trace, { node: cursor.node ?? '', visit: 1 }, known);
const customer = (ordersCount: number) => ({ customer: { ...facts().customer, ordersCount } });

test('all branches between the last wait and the message are checked again', () => {
  const plan = planOf(
    ['t trigger', 'w wait', 'one when', 'two when', 's send', 'e end'],
    ['t > w', 'w > one', 'one:no > two', 'one:yes > e', 'two:no > s', 'two:yes > e'],
    {
      one: bought,
      two: { when: { fact: 'customer.totalSpent', operator: 'at-least', value: 5_000_000 } },
    },
  );
  const held = walk(plan, [TIME], facts(customer(0)));
  expect(held.last.next.type).toBe('message');
  expect(gone(plan, held, facts(customer(0)))).toBeNull();
  expect(gone(plan, held, facts(customer(1)))).toBe('Not sent: one would lead elsewhere.');
  expect(
    gone(plan, held, facts({ customer: { ...facts().customer, ordersCount: 0, totalSpent: 9_000_000 } })),
  ).toBe('Not sent: two would lead elsewhere.');
});

test('a branch before an earlier wait or message is final', () => {
  const wires = ['t > one', 'one:no > w', 'one:yes > e', 'w > s'];
  const waited = planOf(['t trigger', 'one when', 'w wait', 's send', 'e end'], wires, { one: bought });
  expect(gone(waited, walk(waited, [TIME], facts(customer(0))), facts(customer(1)))).toBeNull();
  const mailed = planOf(
    ['t trigger', 'one when', 'm send', 's send', 'e end'],
    ['t > one', 'one:no > m', 'one:yes > e', 'm > s'],
    {
      one: bought,
    },
  );
  const second = walk(mailed, [SENT], facts(customer(0)));
  expect(second.cursor.node).toBe('s');
  expect(gone(mailed, second, facts(customer(1)))).toBeNull();
});

test('an event that a wait missed is matched with the message it was about, not with the held one', () => {
  const plan = planOf(
    ['t trigger', 'm send', 'l listen', 's send', 'e end'],
    ['t > m', 'm > l', 'l:heard > e', 'l:timeout > s'],
    {
      l: { event: 'message-opened', match: 'message', minutes: 60 },
    },
  );
  const held = walk(plan, [SENT, TIME]);
  expect(held.cursor.node).toBe('s');
  const opened = (messageId: string | undefined) =>
    facts({ events: [event('message-opened', { messageId: messageId ?? null, at: NOW + 3 * HOUR })] });
  expect(gone(plan, held, opened(held.cursor.messages['m']))).toBe('Not sent: it was heard.');
  expect(gone(plan, held, opened(held.cursor.messages['s']))).toBeNull();
  expect(gone(plan, held)).toBeNull();
});

test('a step that is no longer in the plan, and a history that was deleted, give no reason', () => {
  const plan = planOf(
    ['t trigger', 'w wait', 'one when', 's send', 'e end'],
    ['t > w', 'w > one', 'one:no > s', 'one:yes > e'],
    {
      one: bought,
    },
  );
  const other = planOf(['t trigger', 'w wait', 's send', 'e end'], ['t > w', 'w > s', 's > e']);
  const held = walk(plan, [TIME], facts(customer(0)));
  expect(gone(other, held, facts(customer(1)))).toBeNull();
  expect(gone(plan, { ...held, trace: [] }, facts(customer(1)))).toBeNull();
});

test('a branch is not asked again about what the flow itself found out after it', () => {
  const plan = planOf(
    ['t trigger', 'w wait', 'one when', 'two when', 'd decide', 's send', 'e end'],
    ['t > w', 'w > two', 'two:no > one', 'two:yes > e', 'one:no > d', 'one:yes > e', 'd > s'],
    { one: { when: { fact: 'decision.depth', operator: 'is', value: 'deep' } }, two: bought },
  );
  const held = walk(plan, [TIME], facts(customer(0)));
  expect([held.last.next.type, held.cursor.variables['depth']]).toEqual(['message', 'deep']);
  expect(gone(plan, held, facts(customer(0)))).toBeNull();
  expect(gone(plan, held, facts(customer(1)))).toBe('Not sent: two would lead elsewhere.');
});

test('a branch about what was found out before it is asked again like any other', () => {
  const plan = planOf(
    ['t trigger', 'w wait', 'd decide', 'one when', 's send', 'e end'],
    ['t > w', 'w > d', 'd > one', 'one:no > e', 'one:yes > s'],
    {
      one: {
        when: {
          all: [{ fact: 'decision.depth', operator: 'is', value: 'deep' }, { not: bought.when }],
        },
      },
    },
  );
  const held = walk(plan, [TIME], facts(customer(0)));
  expect(gone(plan, held, facts(customer(0)))).toBeNull();
  expect(gone(plan, held, facts(customer(1)))).toBe('Not sent: one would lead elsewhere.');
});
