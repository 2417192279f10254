import { eventType } from '@millrace/flow';
import type { TemplateNeed } from './template.ts';

/** What the store has of what templates may need. */
export interface StoreHas {
  /** Event types received recently. */
  readonly events: readonly string[];
  readonly channels: readonly { readonly channel: string; readonly consented: number }[];
  readonly products: number;
  readonly productsWithCost: number;
  /** Capabilities of Millrace or of a connected system, such as `make-code`. */
  readonly able: readonly string[];
  /** Names of loyalty tiers. */
  readonly tiers: readonly string[];
}

/** `found`: Millrace finds it by itself when it happens; `part`: there is some of it, or it works without. */
export type NeedMet = 'here' | 'part' | 'found' | 'missing';

/** Events that Millrace finds in what it has: nobody sends them, and before the first there is nothing to set up. */
const FOUND_HERE: ReadonlySet<string | undefined> = new Set(['product', 'message', 'store']);
function isFoundHere(name: string): boolean {
  const type = eventType(name);
  return type !== undefined && FOUND_HERE.has(type.family) && (type.internal || name === 'metric-anomaly');
}

/** Whether, and how much of, a need the store meets. */
export function needMet(need: TemplateNeed, store: StoreHas): NeedMet {
  const without = need.isOptional === true ? 'part' : 'missing';
  switch (need.what) {
    case 'event':
      if (store.events.includes(need.name)) return 'here';
      return isFoundHere(need.name) ? 'found' : without;
    case 'consent':
    case 'channel':
      return consented(store, need.name) > 0 ? 'here' : 'missing';
    case 'capability':
      return store.able.includes(need.name) ? 'here' : without;
    case 'tiers':
      return store.tiers.some((tier) => tier.toLowerCase() === need.name.toLowerCase()) ? 'here' : 'missing';
    case 'cost':
      if (store.products === 0) return 'missing';
      return store.productsWithCost === store.products ? 'here' : 'part';
  }
}

/** People who agreed to messages of a channel. */
export const consented = (store: StoreHas, channel: string): number =>
  store.channels.find((entry) => entry.channel === channel)?.consented ?? 0;
