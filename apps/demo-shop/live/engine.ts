import { DAY, HOUR, MINUTE, SECOND } from '@millrace/base';
import type { Sender } from '../sending/sender.ts';
import type { Life } from './life.ts';
import { answer, type Mailbox } from './letters.ts';
import { goOnWithReturn, sendBack, writeReview } from './after-delivery.ts';
import type { ReturnsDesk } from './returns-desk.ts';
import { signUp } from './sign-up.ts';
import { beginSubscriptions, subscriptionCharge, subscriptionDue } from './subscriptions.ts';
import { planLook, seeCompetitor, supplierLate } from './supply.ts';
import { answerTicket, closeTicket, openTicket } from './tickets.ts';
import { buy, deliver, restock, sendParcel, shipmentDelayed } from './orders.ts';
import type { Action } from './schedule.ts';
import { add, checkout, comeBack, fill, goOn, leave, look, visit } from './shopping.ts';

/** The life of the shop stops while this many parcels wait to be sent. It goes on when Millrace takes them. */
export const MOST_WAITING = 400;
const AT_A_TIME = 150;
/** Links followed at the same time. */
const MOST_ERRANDS = 8;
/** Visitors at the opening, in addition to the usual ones. */
const EARLY = 8;
/** A left cart is over after this time, in the person's own time. Nobody returns to it later. */
const GIVEN_UP = 14 * DAY;

/**
 * How many of the latest finished orders are kept for apps to ask for. At a pace of 60 these are the orders of two
 * hours.
 */
const ORDERS_KEPT = 500;

export interface Engine {
  /** Does the actions that are due. @returns how many */
  step(): number;
  /** Resolves when all followed links have answered. */
  settled(): Promise<void>;
  /** Forgets what is over. */
  tidy(): void;
}

export function createEngine(life: Life, mailbox: Mailbox, sender: Sender, desk: ReturnsDesk): Engine {
  if (!life.schedule.list().some((action) => action.what === 'visit' && action.person === undefined))
    openShop(life);
  // A shop of an earlier release begins with them now.
  const planned = new Set(life.schedule.list().map(({ what }) => what));
  if (!planned.has('see-competitor')) planLook(life, life.shopNow() + HOUR);
  if (!planned.has('subscription-due') && !planned.has('subscription-charge')) beginSubscriptions(life);

  const errands = new Set<Promise<void>>();

  return {
    step() {
      let done = 0;
      for (
        ;
        done < AT_A_TIME && sender.waiting().length < MOST_WAITING && errands.size < MOST_ERRANDS;
        done += 1
      ) {
        const action = life.schedule.takeDue(life.shopNow());
        if (!action) break;
        const errand = act(life, mailbox, desk, notLongAgo(life, action));
        if (!errand) continue;
        errands.add(errand);
        void errand.finally(() => errands.delete(errand));
      }
      return done;
    },
    async settled() {
      await Promise.allSettled(errands);
    },
    tidy() {
      const before = life.shopNow() - GIVEN_UP;
      const over = life.state.journeys.filter(({ state }) => state === 'over');
      const forgotten = new Set(over.slice(0, Math.max(0, over.length - ORDERS_KEPT)));
      life.tidy(
        (journey) => forgotten.has(journey) || (journey.state === 'left' && (journey.leftAt ?? 0) < before),
      );
      for (const memory of Object.values(life.state.people)) {
        if (memory.heard.length > 0 && memory.heard[0]! < before)
          memory.heard = memory.heard.filter((instant) => instant >= before);
      }
    },
  };
}

/** Starts the stream of visitors, with a few who are there already. */
function openShop(life: Life): void {
  const now = life.shopNow();
  life.plan({ at: now + SECOND, what: 'visit' });
  for (let early = 0; early < EARLY; early += 1)
    life.plan({ at: now + early * 2 * MINUTE, what: 'visit', details: { early: true } });
}

/** After a pause the shop does not make up the visits it missed: the stream of visitors starts again now. */
function notLongAgo(life: Life, action: Action): Action {
  const now = life.shopNow();
  return action.what === 'visit' && action.at < now - 30 * MINUTE ? { ...action, at: now } : action;
}

function act(life: Life, mailbox: Mailbox, desk: ReturnsDesk, action: Action): Promise<void> | undefined {
  const { at, what } = action;
  const journey = life.journey(action.journey);
  switch (what) {
    case 'visit':
      return void visit(life, action);
    case 'look':
      return void look(life, action);
    case 'restock':
      return void (action.product !== undefined && restock(life, action.product, at));
    case 'read':
      return mailbox.open(action);
    case 'click':
      return mailbox.click(action);
    case 'unsubscribe':
      return mailbox.unsubscribe(action);
    case 'answer':
      return void answer(life, action);
    case 'sign-up':
      return void signUp(life, action);
    case 'supplier-late':
      return void supplierLate(life, action);
    case 'see-competitor':
      return void seeCompetitor(life, action);
    case 'subscription-due':
      return void subscriptionDue(life, action);
    case 'subscription-charge':
      return void subscriptionCharge(life, action);
    default: // an action of a journey, handled below
  }
  if (!journey) return undefined;
  switch (what) {
    case 'fill':
      return void fill(life, journey);
    case 'add':
      return void add(life, journey);
    case 'checkout':
      return void checkout(life, journey);
    case 'go-on':
      return void goOn(life, journey, action.step ?? 'shipping');
    case 'buy':
      return void buy(life, journey, at);
    case 'leave':
      return void leave(life, journey, at);
    case 'come-back':
      return void comeBack(life, journey, at);
    case 'send-parcel':
      // A parcel that is held is looked at again every hour.
      if (journey.hold) return void life.plan({ ...action, at: at + HOUR });
      return void sendParcel(life, journey, at);
    case 'deliver':
      return void deliver(life, journey, at, action.details?.['late'] === true);
    case 'shipment-delayed':
      return void shipmentDelayed(life, journey, action);
    case 'open-ticket':
      return void openTicket(life, journey, action);
    case 'answer-ticket':
      return void answerTicket(life, journey, action);
    case 'close-ticket':
      return void closeTicket(life, journey, action);
    case 'write-review':
      return void writeReview(life, journey, action);
    case 'ask-return':
      return desk.ask(journey, action);
    case 'approve-return':
    case 'label-return':
    case 'receive-return':
      return void goOnWithReturn(life, journey, action);
    case 'send-back':
      return void sendBack(life, journey, action);
  }
}
