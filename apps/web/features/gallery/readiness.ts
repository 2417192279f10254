import { count, people, plural } from '@millrace/base/words';
import { channelById } from '@millrace/channels';
import { actCapability } from '@millrace/connectors/acts';
import { eventLabel } from '@millrace/flow';
import type { TemplateNeed } from '@millrace/templates';

/** What is known of the store, as far as templates ask for it. */
export interface StoreHas {
  /** Event types that came in lately. */
  readonly events: readonly string[];
  readonly channels: readonly { readonly channel: string; readonly consented: number }[];
  readonly products: number;
  readonly productsWithCost: number;
  /** What steps can ask for, of ourselves or of something connected. */
  readonly able: readonly string[];
}

export interface NeedState {
  readonly state: 'here' | 'part' | 'missing';
  readonly sentence: string;
  /** Where it can be helped at once. */
  readonly href?: string;
}

/** Where systems are connected that can do this. */
export const connectHref = (capability: string): string =>
  `/settings/connections?can=${encodeURIComponent(capability)}`;

/** Whether the store has what a template asks for, and how much of it. Null while that is not known yet. */
export function needState(need: TemplateNeed, store: StoreHas | undefined): NeedState | null {
  if (!store) return null;
  if (need.what === 'event')
    return store.events.includes(need.name)
      ? { state: 'here', sentence: 'Comes in' }
      : { state: 'missing', sentence: 'None came in yet' };
  if (need.what === 'consent' || need.what === 'channel') {
    const consented = store.channels.find((entry) => entry.channel === need.name)?.consented ?? 0;
    return consented > 0
      ? { state: 'here', sentence: people(consented) }
      : { state: 'missing', sentence: 'Nobody yet' };
  }
  if (need.what === 'capability')
    return store.able.includes(need.name)
      ? { state: 'here', sentence: 'Connected' }
      : { state: 'missing', sentence: 'Nothing connected can', href: connectHref(need.name) };
  if (store.products === 0) return { state: 'missing', sentence: 'No products yet' };
  if (store.productsWithCost === store.products) return { state: 'here', sentence: 'All products' };
  return store.productsWithCost === 0
    ? { state: 'part', sentence: 'None yet; a share is assumed' }
    : { state: 'part', sentence: `${count(store.productsWithCost)} of ${plural(store.products, 'product')}` };
}

/** In one line for a card. */
export function readinessLine(
  needs: readonly TemplateNeed[],
  store: StoreHas | undefined,
): { readonly ready: boolean; readonly words: string; readonly href?: string } | null {
  if (!store) return null;
  const missing = needs.filter((need) => needState(need, store)?.state === 'missing');
  if (missing.length === 0) return { ready: true, words: 'Your store has what it needs' };
  const href = missing.flatMap((need) => needState(need, store)?.href ?? [])[0];
  return {
    ready: false,
    words: `Not there yet: ${missing.map(nameOf).join(', ')}`,
    ...(href === undefined ? {} : { href }),
  };
}

function nameOf({ what, name }: TemplateNeed): string {
  if (what === 'event') return `events “${eventLabel(name)}”`;
  if (what === 'capability') return `a connected system that can ${actCapability(name)?.words ?? name}`;
  if (what === 'cost') return 'products with their cost';
  return `people who agreed to ${channelById(name)?.words.many ?? name}`;
}
