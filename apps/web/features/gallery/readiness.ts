import { count, people, plural } from '@millrace/base/words';
import { channelById } from '@millrace/channels';
import { actCapability } from '@millrace/connectors/acts';
import { eventLabel, eventType } from '@millrace/flow';
import type { TemplateNeed } from '@millrace/templates';

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

export interface NeedState {
  readonly state: 'here' | 'part' | 'missing';
  readonly sentence: string;
  /** Address where the missing thing can be set up. */
  readonly href?: string;
}

/** Address where a system with this capability can be connected. */
export const connectHref = (capability: string): string =>
  `/settings/connections?can=${encodeURIComponent(capability)}`;

/** Events that Millrace finds in what it has: nobody sends them, and before the first there is nothing to set up. */
const FOUND_HERE: ReadonlySet<string | undefined> = new Set(['product', 'message', 'store']);
function isFoundHere(name: string): boolean {
  const type = eventType(name);
  return type !== undefined && FOUND_HERE.has(type.family) && (type.internal || name === 'metric-anomaly');
}

/** Whether, and how much of, a need the store meets. Null until that is loaded. */
export function needState(need: TemplateNeed, store: StoreHas | undefined): NeedState | null {
  if (!store) return null;
  if (need.what === 'event') {
    if (store.events.includes(need.name)) return { state: 'here', sentence: 'Received' };
    if (isFoundHere(need.name)) return { state: 'part', sentence: 'Found when it happens' };
    return { state: need.isOptional === true ? 'part' : 'missing', sentence: 'None received yet' };
  }
  if (need.what === 'consent' || need.what === 'channel') {
    const consented = store.channels.find((entry) => entry.channel === need.name)?.consented ?? 0;
    return consented > 0
      ? { state: 'here', sentence: people(consented) }
      : { state: 'missing', sentence: 'No customers yet' };
  }
  if (need.what === 'capability')
    return store.able.includes(need.name)
      ? { state: 'here', sentence: 'Connected' }
      : {
          state: need.isOptional === true ? 'part' : 'missing',
          sentence: 'No connected system can',
          href: connectHref(need.name),
        };
  if (need.what === 'tiers')
    return store.tiers.some((tier) => tier.toLowerCase() === need.name.toLowerCase())
      ? { state: 'here', sentence: 'It is there' }
      : { state: 'missing', sentence: 'Not there yet', href: '/settings/store' };
  if (store.products === 0) return { state: 'missing', sentence: 'No products yet' };
  if (store.productsWithCost === store.products) return { state: 'here', sentence: 'All products' };
  return store.productsWithCost === 0
    ? { state: 'part', sentence: 'None yet, so a share is assumed' }
    : { state: 'part', sentence: `${count(store.productsWithCost)} of ${plural(store.products, 'product')}` };
}

/** All needs in one line, for a card. */
export function readinessLine(
  needs: readonly TemplateNeed[],
  store: StoreHas | undefined,
): { readonly ready: boolean; readonly words: string; readonly href?: string } | null {
  if (!store) return null;
  const missing = needs.filter((need) => needState(need, store)?.state === 'missing');
  if (missing.length === 0) return { ready: true, words: 'Your store has what it needs' };
  const href = missing.flatMap((need) =>
    need.what === 'capability' ? (needState(need, store)?.href ?? []) : [],
  )[0];
  return {
    ready: false,
    words: `Not there yet: ${missing.map(nameOf).join(', ')}`,
    ...(href === undefined ? {} : { href }),
  };
}

function nameOf({ what, name }: TemplateNeed): string {
  if (what === 'event') return `events “${eventLabel(name)}”`;
  if (what === 'capability') return `a connected system that can ${actCapability(name)?.words ?? name}`;
  if (what === 'tiers') return `a loyalty tier called ${name}`;
  if (what === 'cost') return 'products with their cost';
  return `customers who agreed to ${channelById(name)?.words.many ?? name}`;
}
