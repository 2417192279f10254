import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  accountOf,
  joinOrders,
  newerTold,
  NOTHING_SAID,
  tellOrder,
  type OrderEdit,
  type OrderRecord,
  type OrderRefund,
  type OrderState,
  type Told,
} from './index.ts';
import { orderLife, retold, type Telling } from './testing/order-life.ts';

/** The record after these messages, in this order. */
function heard(tellings: readonly Telling[]): OrderRecord {
  let state: OrderState = NOTHING_SAID;
  const refunds = new Map<string, Told<OrderRefund>>();
  const edits = new Map<string, Told<OrderEdit>>();
  for (const telling of tellings) {
    if (telling.what === 'state') state = tellOrder(state, telling.word);
    else if (telling.what === 'refund')
      refunds.set(telling.refund.body.id, newerTold(refunds.get(telling.refund.body.id), telling.refund));
    else edits.set(telling.edit.body.id, newerTold(edits.get(telling.edit.body.id), telling.edit));
  }
  return {
    state,
    refunds: [...refunds.values()].map((one) => one.body),
    edits: [...edits.values()].map((one) => one.body),
  };
}

const RULES = { currency: 'USD', assumedCostShare: 0.5, costs: { 'p0/': 70 } };
const told = orderLife.chain((life) => retold(life.tellings).map((tellings) => ({ life, tellings })));

test('in any order, delayed and repeated, messages give an order the same figures', () => {
  fc.assert(
    fc.property(told, ({ life, tellings }) => {
      expect(accountOf(heard(tellings), RULES)).toEqual(accountOf(heard(life.tellings), RULES));
    }),
    { numRuns: 3_000 },
  );
});

test('and the true figures', () => {
  fc.assert(
    fc.property(told, ({ life, tellings }) => {
      const { counts, revenue, units, net } = accountOf(heard(tellings), RULES);
      expect({ counts, revenue, units, net }).toEqual(life.truth);
    }),
    { numRuns: 3_000 },
  );
});

test('while messages are still missing no figure is negative, and gross is always net plus discount', () => {
  fc.assert(
    fc.property(told, fc.nat(), ({ tellings }, many) => {
      const account = accountOf(heard(tellings.slice(0, many % (tellings.length + 1))), RULES);
      expect(account.revenue).toBeGreaterThanOrEqual(0);
      expect(account.refunded).toBeLessThanOrEqual(account.total);
      expect(account.gross - account.discount).toBe(account.net);
      for (const value of Object.values(account))
        expect(typeof value !== 'number' || Number.isSafeInteger(value)).toBe(true);
    }),
    { numRuns: 3_000 },
  );
});

test('two records of one order, joined, equal the record with all messages', () => {
  fc.assert(
    fc.property(told, fc.nat(), ({ tellings }, many) => {
      const cut = many % (tellings.length + 1);
      const [left, right] = [heard(tellings.slice(0, cut)), heard(tellings.slice(cut))];
      expect(joinOrders(left.state, right.state)).toEqual(heard(tellings).state);
      expect(joinOrders(right.state, left.state)).toEqual(heard(tellings).state);
    }),
  );
});

test('a repeated message changes nothing, and of two with one timestamp the later arrival counts', () => {
  const word = (told: number, total: number) => ({
    at: 1_000,
    told,
    happenedAt: told,
    placed: true,
    fields: { total },
  });
  const [earlier, later] = [word(1_100, 4_000), word(1_900, 5_000)];
  const both = [
    tellOrder(tellOrder(NOTHING_SAID, earlier), later),
    tellOrder(tellOrder(NOTHING_SAID, later), earlier),
  ];
  for (const state of both) expect(accountOf({ state, refunds: [], edits: [] }, RULES).total).toBe(5_000);
  expect(both[0]).toEqual(both[1]);
  expect(tellOrder(both[0]!, earlier)).toEqual(both[0]);
});
