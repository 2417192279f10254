import { createStep, type Cursor, type Facts, type Plan, type Wake } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import { sampleShares } from '@millrace/channels';
import { rehearse, samplePeople } from '@millrace/rehearsal';
import { byHand } from './abandoned-cart-by-hand.ts';
import { compareRates, report } from './measure.ts';
import { abandonedCartPlan, sampleStore } from './sample-flow.ts';

interface Moment {
  readonly cursor: Cursor;
  readonly wake: Wake;
  readonly facts: Facts;
}

const DAY = 86_400_000;
const from = Date.UTC(2026, 8, 1);
const until = from + 60 * DAY;
const times = 20;

/**
 * A copy with the same hidden classes. What a step returns is kept by nobody who runs it. If the recording kept it, V8
 * would learn that it lives long, and from then on allocate it among the old objects, which costs a third of the speed.
 */
function copyOf<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf) as Value;
  const copy = { ...value };
  for (const key of Object.keys(copy) as (keyof Value)[]) copy[key] = copyOf(copy[key]);
  return copy;
}

/** The inputs of `step` while people went through the flow, in order. */
function record(plan: Plan): Moment[] {
  const step = createStep(kinds);
  const moments: Moment[] = [];
  rehearse({
    plan,
    from,
    until,
    store: sampleStore,
    people: samplePeople({ count: 1_000, seed: 'bench', from, until, channels: sampleShares() }),
    step: (asked, cursor, wake, facts) => {
      moments.push({ cursor: copyOf(cursor), wake: copyOf(wake), facts: { ...facts } });
      return step(asked, cursor, wake, facts);
    },
  });
  return moments;
}

const plan = abandonedCartPlan();
const moments = record(plan);
const step = createStep(kinds);
let kept = 0;

const rates = await compareRates(
  () => {
    for (let time = 0; time < times; time += 1) {
      for (const { cursor, wake, facts } of moments) kept += step(plan, cursor, wake, facts).trace.length;
    }
    return moments.length * times;
  },
  () => {
    for (let time = 0; time < times; time += 1) {
      for (const { cursor, wake, facts } of moments) kept += byHand(cursor.node, wake, facts).until & 1;
    }
    return moments.length * times;
  },
);
if (kept === 0) throw new Error('Nothing happened in any step.');
report({ bench: 'step', unit: 'steps/s', ...rates });
