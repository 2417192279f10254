import { createStep, type Cursor, type Facts } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import { sampleShares, usualAnswers } from '@millrace/channels';
import { answering, rehearse, samplePeople } from '@millrace/rehearsal';
import { byHand } from './abandoned-cart-by-hand.ts';
import { report, timed } from './measure.ts';
import { abandonedCartPlan, sampleStore } from './sample-flow.ts';

const DAY = 86_400_000;
const from = Date.UTC(2026, 5, 1);
const until = from + 90 * DAY;
const plan = abandonedCartPlan();
const people = (count: number) =>
  samplePeople({ count, seed: 'bench', from, until, channels: sampleShares() });
const host = { react: answering(usualAnswers(), 'bench') };
const run = (count: number) =>
  rehearse({ plan, step: createStep(kinds), store: sampleStore, from, until, people: people(count), host });

/** The same people through the flow by hand: follows each abandoned cart to its end, without reasons. */
function walkByHand(count: number): number {
  let moves = 0;
  for (const { customer, events } of people(count)) {
    for (const { event, cart } of events) {
      if (event.type !== 'cart-abandoned') continue;
      const facts: Facts = {
        now: event.at,
        enrolment: { id: event.id, key: event.cartId ?? '', enteredAt: event.at, event },
        customer,
        cart: cart ?? null,
        order: null,
        events: [],
        store: sampleStore,
        models: {},
      };
      let node: Cursor['node'] = null;
      for (; node !== 'end'; moves += 1) node = byHand(node, { type: 'timer' }, facts).node;
    }
  }
  return moves;
}

run(500);
walkByHand(500);
let entered = 0;
const value = await timed(() => (entered = run(50_000).nodes['trigger']?.entered ?? 0));
const baseline = await timed(() => walkByHand(50_000));
if (entered < 10_000) throw new Error(`Only ${entered} people entered: this is no rehearsal.`);
report({ bench: 'rehearse', value, unit: 's for 50,000 customers over 90 days', baseline });
