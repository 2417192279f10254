import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Parcel } from '../sending/parcel.ts';
import type { Journey } from '../journeys/journey.ts';
import type { PersonMemory } from '../journeys/memory.ts';
import { POPULATION } from '../people/person.ts';
import { emptyWebhookBook, type WebhookBook } from '../shop/webhook-book.ts';
import type { CustomerNews } from '../people/known-customer.ts';
import type { ShopCode } from '../shop/codes.ts';
import type { ShelfPrice, ShelfTexts } from '../shop/shelf-price.ts';
import type { RefundKey } from '../journeys/shop-refund.ts';
import type { Action } from './schedule.ts';

/** Everything the shop needs to go on after a restart as if nothing had happened. */
export interface ShopState {
  readonly version: 1;
  readonly seed: string;
  /** The connection it was made for. With another connection it is another shop. */
  readonly connectionId: string;
  readonly opensAt: number;
  readonly shopUrl: string;
  /** Number of customers at the opening. */
  readonly population: number;
  history: { products: boolean; customers: number; blocks: number[] };
  journeys: Journey[];
  nextJourney: number;
  actions: Action[];
  people: Record<string, PersonMemory>;
  /** Shop time at which each new person came after the opening. */
  newcomers: number[];
  /** By product number, where the stock differs from that at the opening. */
  stock: Record<string, number>;
  /** Real time at which each stock last changed. */
  stockChangedAt: Record<string, number>;
  /** What happened to customers since the opening, by index of the person. */
  news: Record<string, CustomerNews>;
  /** Where the reading of messages goes on, and the ids of those read lately. */
  cursor: string | null;
  seen: string[];
  /** Parcels that Millrace has not taken yet. */
  waiting: Parcel[];
  /** Discount codes that were made through the Admin API, by the code in capitals. */
  codes: Record<string, ShopCode>;
  /** Tags that were added there, by number of the customer. */
  tags: Record<string, string[]>;
  /** Notes that were written there, by number of the customer. */
  notes: Record<string, string>;
  /** Prices that were changed there, by product number. */
  prices: Record<string, ShelfPrice>;
  /** Texts that were written there, by product number. */
  texts: Record<string, ShelfTexts>;
  /** The refund that was made there under each key. The same key refunds once. */
  refundKeys: Record<string, RefundKey>;
  /** Webhook subscriptions that were made there. */
  webhooks: WebhookBook;
}

export function freshState(
  about: Pick<ShopState, 'seed' | 'connectionId' | 'opensAt' | 'shopUrl'> &
    Partial<Pick<ShopState, 'population'>>,
): ShopState {
  return {
    version: 1,
    population: POPULATION,
    ...about,
    history: { products: false, customers: 0, blocks: [] },
    journeys: [],
    nextJourney: 1,
    actions: [],
    people: {},
    newcomers: [],
    stock: {},
    stockChangedAt: {},
    news: {},
    cursor: null,
    seen: [],
    waiting: [],
    codes: {},
    tags: {},
    notes: {},
    prices: {},
    texts: {},
    refundKeys: {},
    webhooks: emptyWebhookBook(),
  };
}

/** The state that was saved last; null when there is none, or it cannot be used. */
export function readState(path: string): ShopState | null {
  try {
    const state = JSON.parse(readFileSync(path, 'utf8')) as ShopState;
    if (state.version !== 1) return null;
    // An earlier release did not record what came back, so nothing certain is known about its finished orders.
    const journeys =
      state.webhooks === undefined
        ? state.journeys.filter((journey) => journey.state !== 'over')
        : state.journeys;
    return { ...freshState(state), ...state, journeys };
  } catch {
    return null;
  }
}

/** Writes a second file and renames it, so that a crash leaves the old state or the new one, never half of it. */
export function writeState(path: string, state: ShopState): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify(state));
  renameSync(`${path}.new`, path);
}
