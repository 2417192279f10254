import { DAY, HOUR, type Instant } from '@millrace/base';
import { moneyLeft, unitsLeft, worthOf } from '../journeys/refund.ts';
import type { Journey } from '../journeys/journey.ts';
import type { Life } from './life.ts';
import { giveBack } from './refunds.ts';
import type { Action } from './schedule.ts';
import { fateOf, type ReturnReason } from '../truth/index.ts';
import { firstProduct, tellOfOrder } from './tell.ts';
import { planTicket } from './tickets.ts';
import { reviewWords } from '../texts/review-texts.ts';

/** Plans what people do about a parcel that has come. */
export function afterDelivery(life: Life, journey: Journey, at: Instant, late: boolean): void {
  const random = life.random('fate', journey.number);
  const { ticket, returns, stars } = fateOf(random, life.world.seed, firstProduct(journey), late);
  if (ticket !== null) planTicket(life, journey, ticket, at + Math.round(random.between(2, 40) * HOUR));
  if (stars !== null)
    life.plan({
      at: at + Math.round(random.between(2, 11) * DAY),
      what: 'write-review',
      journey: journey.number,
      details: { stars },
    });
  if (returns === null) {
    journey.state = 'over';
    return;
  }
  life.plan({
    at: at + Math.round(random.between(1, 5) * DAY),
    what: 'ask-return',
    journey: journey.number,
    details: { reason: returns },
  });
}

export function writeReview(life: Life, journey: Journey, action: Action): void {
  const stars = Number(action.details?.['stars'] ?? 5);
  const product = firstProduct(journey);
  const random = life.random('review', journey.number);
  tellOfOrder(life, journey, 'review-posted', `${journey.number}`, {
    reviewId: `R-${journey.number}`,
    productId: String(product.productId),
    stars,
    ...reviewWords(stars, product.category, random),
    photos: random.chance(0.15) ? random.integer(1, 3) : 0,
  });
}

/** The reasons of returns in words. */
export const REASONS: Readonly<Record<ReturnReason, string>> = {
  damaged: 'Arrived damaged',
  'not-as-described': 'Not as described',
  'changed-mind': 'Changed my mind',
  'wrong-item': 'Wrong item',
};
/** That of the returns page, if it was asked for there. */
const returnId = (journey: Journey, { details }: Action): string =>
  typeof details?.['returnId'] === 'string' ? details['returnId'] : `RET-${journey.number}`;

/** The steps of a return, each with the hours until the next in the people's own time. */
const STEPS = {
  'ask-return': { type: 'return-requested', next: 'approve-return', hours: [3, 20] },
  'approve-return': { type: 'return-approved', next: 'label-return', hours: [0.2, 1] },
  'label-return': { type: 'return-label-made', next: 'receive-return', hours: [48, 110] },
  'receive-return': { type: 'return-received', next: 'send-back', hours: [12, 40] },
} as const;
const isReturnStep = (what: string): what is keyof typeof STEPS => Object.hasOwn(STEPS, what);

/** Plans what the shop does about a return that was asked for on the returns page, under its number there. */
export function askedOnPage(life: Life, action: Action, number: string): void {
  planNext(life, { ...action, details: { ...action.details, returnId: number } }, 'ask-return');
}

function planNext(life: Life, action: Action, step: keyof typeof STEPS): void {
  const { next, hours } = STEPS[step];
  const wait = life.random(step, action.journey ?? 0).between(hours[0], hours[1]);
  life.plan({ ...action, at: action.at + Math.round(wait * HOUR), what: next });
}

/**
 * One step of a return. A day or so after the parcel is back, the shop refunds what nobody has refunded by then: a flow
 * that does it as soon as the parcel is back comes first.
 */
export function goOnWithReturn(life: Life, journey: Journey, action: Action): void {
  if (!isReturnStep(action.what)) return;
  const { type } = STEPS[action.what];
  const reason = REASONS[(action.details?.['reason'] as ReturnReason | undefined) ?? 'changed-mind'];
  const id = returnId(journey, action);
  tellOfOrder(life, journey, type, id, {
    returnId: id,
    reason,
    ...(action.what === 'label-return'
      ? {
          carrier: 'USPS',
          trackingNumber: `9405${String(journey.number).padStart(16, '0')}`,
          labelUrl: `${life.world.shopUrl}/returns/${id}/label`,
        }
      : {}),
  });
  planNext(life, action, action.what);
}

/** Refunds one unit of the first line, unless that was done before. */
export function sendBack(life: Life, journey: Journey, action: Action): void {
  journey.state = 'over';
  if (unitsLeft(journey, 0) === 0) return;
  const line = { place: 0, quantity: 1, restock: 'return' as const, ...worthOf(journey, 0, 1) };
  if (line.amount > moneyLeft(journey)) return;
  const reason = REASONS[(action.details?.['reason'] as ReturnReason | undefined) ?? 'changed-mind'];
  giveBack(life, journey, { note: reason, lines: [line], shipping: 0, amount: line.amount });
  const id = returnId(journey, action);
  tellOfOrder(life, journey, 'return-refunded', id, {
    returnId: id,
    reason,
    amount: line.amount,
  });
}
