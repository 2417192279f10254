import { toPersonal, toReal, type Instant, type PersonalClock } from '@millrace/base';
import { summaryOf } from '../journeys/past.ts';
import { knownCustomer, type CustomerNews, type KnownCustomer } from '../people/known-customer.ts';
import { makePerson } from '../people/make-person.ts';
import type { Person, World } from '../people/person.ts';
import { createRandom, uuidFrom, type Random } from '../random.ts';
import type { OutgoingEvent } from '../sending/intake-event.ts';
import type { Sender } from '../sending/sender.ts';
import { traitsOf, type Traits } from '../truth/index.ts';
import { productNumbered, type CartLine } from '../shop/catalogue.ts';
import type { Product } from '../shop/product.ts';
import type { Journey } from '../journeys/journey.ts';
import type { PersonMemory } from '../journeys/memory.ts';
import { createSchedule, type Action, type Schedule } from './schedule.ts';
import type { ShopState } from './state.ts';

/** The running shop: its people, what they will do next, and the sender that tells Millrace. */
export interface Life {
  readonly world: World;
  readonly clock: PersonalClock;
  readonly state: ShopState;
  readonly schedule: Schedule;
  readonly counts: { carts: number; orders: number; read: number };
  /** Real time. */
  now(): Instant;
  /** Time of the shop and its people. */
  shopNow(): Instant;
  population(): number;
  person(index: number): Person;
  traits(index: number): Traits;
  memory(index: number): PersonMemory;
  /** What happened to a customer since the opening. Callers may change it. */
  news(index: number): CustomerNews;
  /** The customer as the shop would send them now; null while the shop does not know who they are. */
  customer(index: number): KnownCustomer | null;
  journey(number: number | undefined): Journey | undefined;
  addJourney(journey: Journey): void;
  /** Forgets journeys with which nothing more will happen. */
  tidy(isDone: (journey: Journey) => boolean): void;
  /** Draws that depend on the key alone, so they are the same after a restart. */
  random(...key: readonly (string | number)[]): Random;
  plan(action: Action): void;
  webhook(topic: string, lane: string, happening: string, payload: object): void;
  event(event: OutgoingEvent, lane: string): void;
  indexOf(address: string): number | undefined;
  /** The current price of a product, in minor units. */
  priceOf(product: number): number;
  /** A product with its current price and texts. */
  productOf(product: number): Product;
  /** The lines with their current prices, which they keep from now on. */
  priced(lines: readonly CartLine[]): CartLine[];
}

export interface LifeOptions {
  readonly world: World;
  readonly clock: PersonalClock;
  readonly state: ShopState;
  readonly sender: Sender;
  readonly now?: () => Instant;
}

export function createLife({ world, clock, state, sender, now = Date.now }: LifeOptions): Life {
  const schedule = createSchedule(state.actions);
  const people = new Map<number, Person>();
  const traits = new Map<number, Traits>();
  const journeys = new Map(state.journeys.map((journey) => [journey.number, journey]));
  const addresses = new Map<string, number>();
  let addressed = 0;
  const population = () => world.population + state.newcomers.length;

  function person(index: number): Person {
    const known =
      people.get(index) ??
      makePerson(
        world,
        index,
        index < world.population ? undefined : state.newcomers[index - world.population],
      );
    people.set(index, known);
    const added = state.tags[known.customerId];
    return added === undefined || added.length === 0
      ? known
      : { ...known, tags: [...new Set([...known.tags, ...added])] };
  }

  function memory(index: number): PersonMemory {
    const known = state.people[index];
    if (known) return known;
    const past = index < world.population ? summaryOf(world, person(index)) : null;
    const fresh: PersonMemory = {
      orders: past?.orders ?? 0,
      lastOrderAt: past?.lastOrderAt ?? null,
      categories: [...(past?.categories ?? [])],
      heard: [],
      journey: null,
      awayUntil: 0,
    };
    state.people[index] = fresh;
    return fresh;
  }

  const priceOf = (number: number): number => state.prices[number]?.price ?? productNumbered(number).price;

  function productOf(number: number): Product {
    const product = productNumbered(number);
    const { title = product.title, description } = state.texts[number] ?? {};
    const words = description === undefined ? product.words : plainOf(description);
    return { ...product, title, words, price: priceOf(number) };
  }

  function customer(index: number): KnownCustomer | null {
    const news = state.news[index] ?? {};
    if (index < world.population) return knownCustomer(person(index), person(index).createdAt, news);
    // A new customer has a name from the first checkout on. An earlier release did not record when, so an order counts too.
    if (news.toldAt === undefined && (state.people[index]?.orders ?? 0) === 0) return null;
    const cameAt = news.toldAt ?? toReal(person(index).createdAt, clock);
    return knownCustomer(person(index), cameAt, { ...news, toldAt: cameAt });
  }

  return {
    world,
    clock,
    state,
    schedule,
    person,
    memory,
    news: (index) => (state.news[index] ??= {}),
    customer,
    population,
    now,
    counts: { carts: 0, orders: 0, read: 0 },
    shopNow: () => toPersonal(now(), clock),
    traits(index) {
      const known = traits.get(index) ?? traitsOf(world.seed, index);
      traits.set(index, known);
      return known;
    },
    journey: (number) => (number === undefined ? undefined : journeys.get(number)),
    addJourney(journey) {
      journeys.set(journey.number, journey);
      state.journeys.push(journey);
    },
    tidy(isDone) {
      for (const journey of state.journeys) if (isDone(journey)) journeys.delete(journey.number);
      state.journeys = state.journeys.filter((journey) => journeys.has(journey.number));
    },
    random: (...key) => createRandom(world.seed, 'live', ...key),
    plan: (action) => schedule.add(action),
    webhook(topic, lane, happening, payload) {
      sender.put({
        id: uuidFrom(world.seed, world.opensAt, topic, lane, happening),
        lane,
        topic,
        body: JSON.stringify(payload),
        triggeredAt: now(),
      });
    },
    event(event, lane) {
      sender.put({
        id: event.id,
        lane,
        topic: null,
        body: JSON.stringify([event]),
        triggeredAt: event.occurredAt,
      });
    },
    priceOf,
    productOf,
    priced: (lines) =>
      lines.map(([number, quantity]): CartLine =>
        state.prices[number] ? [number, quantity, priceOf(number)] : [number, quantity],
      ),
    indexOf(address) {
      for (; addressed < population(); addressed += 1) {
        const { email, phone } = person(addressed);
        addresses.set(email, addressed);
        if (phone) addresses.set(phone, addressed);
      }
      return addresses.get(address.trim().toLowerCase());
    },
  };
}

/** What a page shows of a description in HTML: its words. */
const plainOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim();
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
