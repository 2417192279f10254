import { makePerson } from '../people/make-person.ts';
import type { World } from '../people/person.ts';
import { backoff, verdictOf, type Call } from '../sending/call.ts';
import type { OutgoingEvent } from '../sending/intake-event.ts';
import { apiHeaders } from '../sending/sender.ts';
import type { Settings } from '../settings.ts';
import { PRODUCTS } from '../shop/catalogue.ts';
import { pastOf } from '../journeys/past.ts';
import { cartEvents, customerEvent, productEvent } from './to-events.ts';

export interface HistoryProgress {
  products: boolean;
  /** How many customers are sent, in order of their numbers. */
  customers: number;
  /** Blocks of people whose carts and orders are sent. */
  blocks: number[];
}

export interface LoadOptions {
  readonly world: World;
  readonly progress: HistoryProgress;
  readonly settings: () => Settings;
  readonly call: Call;
  readonly say: (sentence: string) => void;
  /** Called after each finished part, to save the progress. */
  readonly save: () => void;
  readonly stopped: () => boolean;
  readonly atOnce?: number;
  /** Milliseconds in a second. */
  readonly second?: number;
}

const BATCH = 100;
/** People in a block. The events of a person are sent in order; blocks are sent side by side and share no person. */
const BLOCK = 25;

/** Sends the products and then the customers. After this the shop can open. */
export async function loadPeople(options: LoadOptions): Promise<void> {
  const { world, progress, stopped } = options;
  if (!progress.products) {
    if (
      !(await post(
        options,
        PRODUCTS.map((product) => productEvent(world, product)),
      ))
    )
      return;
    progress.products = true;
    options.save();
  }
  // Two batches side by side; the saved progress is always a beginning without gaps.
  while (progress.customers < world.population && !stopped()) {
    const from = progress.customers;
    const batches = [0, 1, 2]
      .map((step) => peopleBetween(world, from + step * BATCH, from + (step + 1) * BATCH))
      .filter((batch) => batch.length > 0);
    const done = await Promise.all(batches.map((batch) => post(options, batch)));
    if (done.includes(false)) return;
    progress.customers = Math.min(world.population, from + batches.length * BATCH);
    if (progress.customers % 1_500 === 0 || progress.customers === world.population) options.save();
  }
}

function peopleBetween(world: World, from: number, to: number): OutgoingEvent[] {
  const events: OutgoingEvent[] = [];
  for (let index = from; index < Math.min(to, world.population); index += 1)
    events.push(customerEvent(makePerson(world, index)));
  return events;
}

/** Sends two years of carts and orders. Repeats after a kill do no harm, since every event keeps its id. */
export async function loadPast(options: LoadOptions): Promise<void> {
  const { world, progress, say, stopped } = options;
  const count = Math.ceil(world.population / BLOCK);
  const done = new Set(progress.blocks);
  const todo = Array.from({ length: count }, (_, block) => block).filter((block) => !done.has(block));
  if (todo.length === 0) return;
  let shown = -1;
  const lanes = Array.from({ length: options.atOnce ?? 3 }, async () => {
    for (;;) {
      const block = todo.shift();
      if (block === undefined || stopped()) return;
      if (!(await loadBlock(options, block))) return;
      progress.blocks.push(block);
      options.save();
      const percent = Math.floor((progress.blocks.length / count) * 100);
      if (Math.floor(percent / 4) > Math.floor(shown / 4)) say(`history ${percent} %`);
      shown = Math.max(shown, percent);
    }
  });
  await Promise.all(lanes);
}

async function loadBlock(options: LoadOptions, block: number): Promise<boolean> {
  const { world } = options;
  const events: OutgoingEvent[] = [];
  for (let index = block * BLOCK; index < Math.min((block + 1) * BLOCK, world.population); index += 1) {
    const person = makePerson(world, index);
    for (const cart of pastOf(world, person)) events.push(...cartEvents(world, person, cart));
  }
  events.sort((first, second) => first.occurredAt - second.occurredAt);
  for (let at = 0; at < events.length; at += BATCH) {
    if (options.stopped() || !(await post(options, events.slice(at, at + BATCH)))) return false;
  }
  return true;
}

/** Sends one batch, and tries again until it is taken or refused. @returns false when the shop was stopped meanwhile */
async function post(options: LoadOptions, events: readonly OutgoingEvent[]): Promise<boolean> {
  const { settings, call, say, stopped, second = 1_000 } = options;
  const body = JSON.stringify(events);
  for (let failures = 0; !stopped();) {
    const now = settings();
    const answer = await call({
      url: `${now.url}/api/v1/events`,
      method: 'POST',
      headers: apiHeaders(now),
      body,
    });
    const verdict = verdictOf(answer);
    if (verdict === 'taken') {
      tellRefusals(answer.text, say);
      return true;
    }
    if (verdict === 'refused') {
      say(
        `Millrace refused ${events.length} events of the history (${answer.status}): ${answer.text.slice(0, 300).replace(/\s+/g, ' ')}`,
      );
      return true;
    }
    failures += 1;
    if (failures === 3)
      say(`history waits: Millrace ${answer.status === 0 ? 'does not answer' : `answers ${answer.status}`}`);
    await pause((verdict === 'no-access' ? 15 : backoff(failures, answer.retryAfter)) * second, stopped);
  }
  return false;
}

let refusalsTold = 0;

/** Millrace may refuse some events of a batch. Prints the first few of these, since they show a fault in the shop. */
function tellRefusals(text: string, say: (sentence: string) => void): void {
  if (refusalsTold >= 5 || !text.includes('"refused"')) return;
  try {
    const { refused } = JSON.parse(text) as { refused?: unknown };
    if (!Array.isArray(refused) || refused.length === 0) return;
    refusalsTold += 1;
    say(
      `Millrace refused ${refused.length} events of the history, such as ${JSON.stringify(refused[0]).slice(0, 300)}`,
    );
  } catch {
    // An answer that is not JSON names no refused events.
  }
}

async function pause(milliseconds: number, stopped: () => boolean): Promise<void> {
  const end = Date.now() + milliseconds;
  while (Date.now() < end && !stopped())
    await new Promise((resolve) => setTimeout(resolve, Math.min(200, Math.max(1, end - Date.now()))));
}
