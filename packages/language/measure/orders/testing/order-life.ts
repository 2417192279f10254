import fc from 'fast-check';
import type { OrderEdit, OrderFields, OrderRefund, OrderWord, Told } from '../index.ts';

/** One message of a sender: a state of the order, a refund or an edit. */
export type Telling =
  | { readonly what: 'state'; readonly word: OrderWord }
  | { readonly what: 'refund'; readonly refund: Told<OrderRefund> }
  | { readonly what: 'edit'; readonly edit: Told<OrderEdit> };

/** A random history of an order: all messages a sender may send, and the true figures in the end. */
export interface OrderLife {
  readonly tellings: readonly Telling[];
  readonly truth: {
    readonly counts: boolean;
    readonly revenue: number;
    readonly units: number;
    readonly net: number;
  };
}

const BEGUN = Date.UTC(2026, 10, 10);
const happening = fc.oneof(
  { weight: 3, arbitrary: fc.record({ what: fc.constant('take-out' as const), line: fc.nat(2) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('give-back' as const),
      line: fc.nat(2),
      restocked: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('kindness' as const),
      percent: fc.integer({ min: 1, max: 20 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('fulfil' as const) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('touch' as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('cancel' as const) }) },
);
const firstLine = fc.record({
  price: fc.integer({ min: 100, max: 20_000 }),
  quantity: fc.integer({ min: 1, max: 3 }),
  percentOff: fc.constantFrom(0, 0, 10, 25, 50),
});

interface Line {
  readonly price: number;
  readonly quantity: number;
  readonly unitOff: number;
  removed: number;
  returned: number;
}

/**
 * Histories with edits, returns, goodwill refunds (`kindness`) and a cancellation. Whether edits come as
 * separate messages is random too, as senders differ. A refund without lines after an edit would be the
 * difference of the edit, so no history has both an edit and a goodwill refund.
 */
export const orderLife: fc.Arbitrary<OrderLife> = fc
  .record({
    lines: fc.array(firstLine, { minLength: 1, maxLength: 3 }),
    shipping: fc.constantFrom(0, 600),
    happenings: fc.array(happening, { maxLength: 5 }),
    /** Milliseconds between two changes. Changes within one second have the same timestamp. */
    step: fc.constantFrom(400, 5_000),
    tellsEdits: fc.boolean(),
  })
  .map(({ lines: drawn, shipping, happenings, step, tellsEdits }) => {
    const lines: Line[] = drawn.map(({ price, quantity, percentOff }) => ({
      price,
      quantity,
      unitOff: Math.floor((price * percentOff) / 100),
      removed: 0,
      returned: 0,
    }));
    const tellings: Telling[] = [];
    const refunds: OrderRefund[] = [];
    let [now, cancelledAt, kind] = [BEGUN, null as number | null, 0];
    const net = (line: Line) => line.price - line.unitOff;
    const sum = (value: (line: Line) => number) => lines.reduce((total, line) => total + value(line), 0);
    const state = (placed = true): Telling => ({
      what: 'state',
      word: {
        at: Math.floor(now / 1_000) * 1_000,
        told: now,
        happenedAt: now,
        placed,
        cancelledAt,
        fields: {
          placedAt: BEGUN,
          lines: lines.map((line, place) => ({
            lineId: `l${place}`,
            productId: `p${place}`,
            variantId: null,
            kind: 'goods',
            quantity: line.quantity,
            currentQuantity: line.quantity - line.removed - line.returned,
            price: line.price,
            discount: line.unitOff * line.quantity,
            tax: null,
            cost: null,
          })),
          total: sum((line) => net(line) * line.quantity) + shipping,
          currentTotal: sum((line) => net(line) * (line.quantity - line.removed - line.returned)) + shipping,
          currentDiscount: sum((line) => line.unitOff * (line.quantity - line.removed - line.returned)),
          shipping,
          refundIds: refunds.map((refund) => refund.id),
        } satisfies Partial<OrderFields>,
      },
    });
    const refund = (more: Partial<OrderRefund>): void => {
      const body: OrderRefund = {
        id: `r${refunds.length}`,
        at: now,
        amount: 0,
        presented: null,
        removal: false,
        extras: null,
        lines: [],
        ...more,
      };
      refunds.push(body);
      tellings.push({ what: 'refund', refund: { body, at: now, told: now } });
    };
    tellings.push(state());
    for (const next of happenings) {
      now += step;
      const line = 'line' in next ? lines[next.line % lines.length] : undefined;
      const place = line ? lines.indexOf(line) : 0;
      const isLeft = line !== undefined && line.quantity - line.removed - line.returned > 0;
      if (next.what === 'take-out' && line && isLeft && kind === 0) {
        line.removed += 1;
        const edit: OrderEdit = { id: `e${now}`, at: now, changes: [{ lineId: `l${place}`, units: -1 }] };
        if (tellsEdits && step >= 1_000)
          tellings.push({ what: 'edit', edit: { body: edit, at: now, told: now } });
      } else if (next.what === 'give-back' && line && isLeft) {
        line.returned += 1;
        const back = {
          lineId: `l${place}`,
          productId: `p${place}`,
          variantId: null,
          quantity: 1,
          restocked: next.restocked,
          amount: net(line),
          tax: 0,
        };
        refund({ amount: net(line), lines: [back] });
      } else if (next.what === 'kindness' && lines.every((one) => one.removed === 0)) {
        const amount = Math.floor(
          (sum((one) => net(one) * (one.quantity - one.returned)) * next.percent) / 100,
        );
        refund({ amount });
        kind += amount;
      } else if (next.what === 'fulfil') {
        const word = {
          at: now,
          told: now,
          happenedAt: now,
          placed: false,
          deliveredAt: now,
          fields: { fulfilmentStatus: 'delivered' },
        };
        tellings.push({ what: 'state', word });
      } else if (next.what === 'cancel') cancelledAt ??= now;
      tellings.push(state());
    }
    const kept = sum((line) => net(line) * (line.quantity - line.removed));
    const back = sum((line) => net(line) * line.returned) + kind;
    return {
      tellings,
      truth: {
        counts: cancelledAt === null,
        revenue: Math.max(0, kept + shipping - back),
        net: kept,
        units: sum((line) => line.quantity - line.removed),
      },
    };
  });

/** The same messages in a random order, some of them more than once. */
export const retold = (tellings: readonly Telling[]): fc.Arbitrary<Telling[]> =>
  fc.array(fc.nat(tellings.length - 1), { maxLength: 4 }).chain((again) =>
    fc.shuffledSubarray([...tellings, ...again.map((place) => tellings[place]!)], {
      minLength: tellings.length + again.length,
    }),
  );
