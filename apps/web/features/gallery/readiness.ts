import { count, people, plural } from '@millrace/base/words';
import { channelById } from '@millrace/channels';
import { actCapability } from '@millrace/connectors/acts';
import { eventLabel } from '@millrace/flow';
import type { TemplateNeed } from '@millrace/templates';
import { consented, needMet, type NeedMet, type StoreHas } from '@millrace/templates/needs';

export type { StoreHas };

export interface NeedState {
  readonly state: 'here' | 'part' | 'missing';
  readonly sentence: string;
  /** Address where the missing thing can be set up. */
  readonly href?: string;
}

/** Address where a system with this capability can be connected. */
export const connectHref = (capability: string): string =>
  `/settings/connections?can=${encodeURIComponent(capability)}`;

/** Whether, and how much of, a need the store meets, in words. Null until that is loaded. */
export function needState(need: TemplateNeed, store: StoreHas | undefined): NeedState | null {
  if (!store) return null;
  const met = needMet(need, store);
  const state = met === 'found' ? 'part' : met;
  switch (need.what) {
    case 'event':
      return { state, sentence: EVENT_WORDS[met] };
    case 'consent':
    case 'channel':
      return { state, sentence: met === 'here' ? people(consented(store, need.name)) : 'No customers yet' };
    case 'capability':
      return met === 'here'
        ? { state, sentence: 'Connected' }
        : { state, sentence: 'No connected system can', href: connectHref(need.name) };
    case 'tiers':
      return met === 'here'
        ? { state, sentence: 'It is there' }
        : { state, sentence: 'Not there yet', href: '/settings/store' };
    case 'cost':
      return { state, sentence: costWords(met, store) };
  }
}

const EVENT_WORDS: Readonly<Record<NeedMet, string>> = {
  here: 'Received',
  found: 'Found when it happens',
  part: 'None received yet',
  missing: 'None received yet',
};

function costWords(met: NeedMet, { products, productsWithCost }: StoreHas): string {
  if (met === 'missing') return 'No products yet';
  if (met === 'here') return 'All products';
  return productsWithCost === 0
    ? 'None yet, so a share is assumed'
    : `${count(productsWithCost)} of ${plural(products, 'product')}`;
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
