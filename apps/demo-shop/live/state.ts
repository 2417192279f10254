import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Parcel } from '../sending/parcel.ts';
import type { Journey } from '../journeys/journey.ts';
import type { PersonMemory } from '../journeys/memory.ts';
import type { ShopCode } from '../shop/codes.ts';
import type { Action } from './schedule.ts';

/** All that has to be known to go on after a restart as if nothing had happened. */
export interface ShopState {
  readonly version: 1;
  readonly seed: string;
  /** Which connection it was made for: another one is another shop. */
  readonly connectionId: string;
  readonly opensAt: number;
  readonly shopUrl: string;
  history: { products: boolean; customers: number; blocks: number[] };
  journeys: Journey[];
  nextJourney: number;
  actions: Action[];
  people: Record<string, PersonMemory>;
  /** Shop time at which each person came who was not there at the opening. */
  newcomers: number[];
  /** By product number, where it differs from the shelf's. */
  stock: Record<string, number>;
  /** Where reading of the messages goes on, and those read lately. */
  cursor: string | null;
  seen: string[];
  /** Written but not yet taken by the product. */
  waiting: Parcel[];
  /** Discount codes that were made through the Admin API, by the code in capitals. */
  codes: Record<string, ShopCode>;
  /** Tags that were added there, by number of the customer. */
  tags: Record<string, string[]>;
}

export function freshState(about: Pick<ShopState, 'seed' | 'connectionId' | 'opensAt' | 'shopUrl'>): ShopState {
  return {
    version: 1,
    ...about,
    history: { products: false, customers: 0, blocks: [] },
    journeys: [],
    nextJourney: 1,
    actions: [],
    people: {},
    newcomers: [],
    stock: {},
    cursor: null,
    seen: [],
    waiting: [],
    codes: {},
    tags: {},
  };
}

/** The state last saved, or null when there is none that can be used. */
export function readState(path: string): ShopState | null {
  try {
    const state = JSON.parse(readFileSync(path, 'utf8')) as ShopState;
    // An earlier release of the shop knew neither codes nor tags.
    return state.version === 1 ? { ...state, codes: state.codes ?? {}, tags: state.tags ?? {} } : null;
  } catch {
    return null;
  }
}

/** Writes beside and then renames, so that a crash leaves the old state or the new one, never half of it. */
export function writeState(path: string, state: ShopState): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, JSON.stringify(state));
  renameSync(`${path}.new`, path);
}
