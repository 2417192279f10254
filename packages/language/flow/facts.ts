import type { DateOrder, Instant, Json, MinorUnits } from '@millrace/base';
import type { QuietTime } from './quiet-time.ts';

export type Channel = string;
export type ConsentState = 'subscribed' | 'unsubscribed' | 'never-asked' | 'pending';

/** The facts about a person. Instants are in the person's own time (see base/clock.ts). */
export interface CustomerFacts {
  readonly id: string;
  readonly email: string | null;
  readonly phone: string | null;
  /** Their browsers that show notifications, in words: `Chrome on Android, Firefox on Windows`. Null for none. */
  readonly browsers: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly country: string | null;
  readonly city: string | null;
  readonly language: string | null;
  /** IANA zone; the store's when the person's is unknown. */
  readonly zone: string;
  readonly createdAt: Instant;
  readonly tags: readonly string[];
  readonly properties: Readonly<Record<string, Json>>;
  readonly consent: Readonly<Record<Channel, ConsentState>>;
  /** How they agreed, by channel: `single`, `double` or `unknown`. Only for plans that choose a channel. */
  readonly optIn?: Readonly<Record<Channel, string | null>> | undefined;
  readonly suppressed: Readonly<Record<Channel, boolean>>;
  readonly ordersCount: number;
  readonly totalSpent: MinorUnits;
  readonly averageOrder: MinorUnits;
  readonly firstOrderAt: Instant | null;
  readonly lastOrderAt: Instant | null;
  /** Share of earlier orders that used a discount, 0 to 1; null before the first order. */
  readonly discountShare: number | null;
  /** Mean days between orders; null with fewer than two orders. */
  readonly orderGapDays: number | null;
  readonly lastSeenAt: Instant | null;
  /** Ids of the lists they are on. */
  readonly lists: readonly string[];
  /** Loyalty points. */
  readonly points: number;
  /** Name of their loyalty tier. */
  readonly tier: string | null;
  /** What models predict of them, by the name of the fact; see `Kind.facts`. */
  readonly predicted: Readonly<Record<string, Json>>;
}

export interface LineFacts {
  readonly productId: string;
  readonly variantId: string | null;
  readonly title: string;
  readonly category: string | null;
  readonly quantity: number;
  /** Price of one, as in the cart. */
  readonly price: MinorUnits;
  /** Cost of one to the store; null when unknown. */
  readonly cost: MinorUnits | null;
  readonly image: string | null;
  readonly url: string | null;
  readonly stock: number | null;
}

export interface CartFacts {
  readonly id: string;
  readonly currency: string;
  readonly total: MinorUnits;
  readonly itemsCount: number;
  readonly lines: readonly LineFacts[];
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Furthest step reached: `cart`, `checkout`, `shipping`, `payment`. */
  readonly step: string;
  readonly device: string | null;
  readonly recoveryUrl: string | null;
  readonly discountCodes: readonly string[];
  /** True when a line is in a category the person never ordered from. */
  readonly newCategory: boolean;
  readonly completedAt: Instant | null;
}

export interface OrderFacts {
  readonly id: string;
  readonly number: string | null;
  readonly currency: string;
  readonly total: MinorUnits;
  readonly discount: MinorUnits;
  readonly margin: MinorUnits | null;
  readonly lines: readonly LineFacts[];
  readonly placedAt: Instant;
  readonly status: string;
  readonly fulfilment: string | null;
  readonly cartId: string | null;
}

/** The facts about the product a flow is about. */
export interface ProductFacts {
  readonly id: string;
  readonly title: string;
  readonly category: string | null;
  readonly vendor: string | null;
  readonly currency: string;
  readonly price: MinorUnits | null;
  readonly compareAtPrice: MinorUnits | null;
  readonly cost: MinorUnits | null;
  /** Units over all variants; null when stock is not tracked. */
  readonly stock: number | null;
  readonly status: string;
  readonly tags: readonly string[];
  readonly url: string | null;
  readonly image: string | null;
  /** Units expected to be sold in a day; null while too little is known. */
  readonly dailyDemand: number | null;
  /** Whole days that the stock lasts as expected. */
  readonly daysLeft: number | null;
  /** Units at which it is ordered again; null while its lead time or its demand is not known. */
  readonly reorderPoint: number | null;
  /** Whether its stock, with what is on order, is at or below that point. */
  readonly toReorder: boolean | null;
  /** Units to order; null when they cannot be told. */
  readonly reorderUnits: number | null;
  /** Why so many, or why they cannot be told. */
  readonly reorderReason: string | null;
}

/** An event as conditions, waits and decisions see it. */
export interface EventFact {
  readonly id: string;
  readonly type: string;
  readonly at: Instant;
  readonly value: MinorUnits | null;
  readonly cartId: string | null;
  readonly orderId: string | null;
  readonly productId: string | null;
  readonly messageId: string | null;
  readonly properties: Readonly<Record<string, Json>>;
  /** The purchase, on every event of an order; absent when the event is about no order that counts. */
  readonly purchase?: Purchase | undefined;
}

/** An event with only the given fields; all others are empty. */
export const bareEvent = (said: Pick<EventFact, 'id' | 'type' | 'at'> & Partial<EventFact>): EventFact => ({
  value: null,
  cartId: null,
  orderId: null,
  productId: null,
  messageId: null,
  properties: {},
  ...said,
});

export interface Purchase {
  readonly placedAt: Instant;
  readonly lines: readonly SoldThing[];
}

/** A product, and which of its variants. */
export interface SoldThing {
  readonly productId: string;
  readonly variantId: string | null;
}

/** The key, start and entry event of an enrolment. */
export interface EnrolmentFacts {
  readonly id: string;
  readonly key: string;
  /** The flow's salt. With it, two flows whose nodes have the same ids draw differently. */
  readonly salt?: string | undefined;
  readonly enteredAt: Instant;
  /** The event that let the person in. */
  readonly event: EventFact | null;
}

export interface StoreFacts {
  readonly name: string;
  readonly currency: string;
  readonly zone: string;
  readonly url: string;
  /** Lowest share of an order's revenue that must remain as margin after a discount, 0 to 1. */
  readonly marginFloor: number;
  /** Cost assumed for products whose cost is unknown, as a share of price, 0 to 1. */
  readonly assumedCostShare: number;
  /** Cost of shipping an order, for "free shipping" offers. */
  readonly shippingCost: MinorUnits;
  readonly freeShippingFrom: MinorUnits | null;
  /** Whether the day or the month comes first in dates such as 03/04/2026; unknown when left out. */
  readonly dateOrder?: DateOrder | undefined;
  /** When no marketing may be sent, by the store's guardrails. Only for plans that need it. */
  readonly quiet?: readonly QuietTime[] | undefined;
  /** The same by channel, for channels whose times differ from those; none for one that wakes nobody. */
  readonly quietOf?: Readonly<Record<Channel, readonly QuietTime[]>> | undefined;
  /** What choosing a channel needs to know of the store. Only for plans that choose one. */
  readonly sending?: SendingFacts | undefined;
  /** Left out where the store limits no discounts. */
  readonly discounts?: DiscountFacts | undefined;
}

/** The store's limits on discounts, and how much of them is used. */
export interface DiscountFacts {
  /** Deepest discount, as a share of the price, 0 to 1; null for any. */
  readonly deepest: number | null;
  /** How many one person may get in so many days, and how many they got; null for any number. */
  readonly perCustomer: { readonly most: number; readonly days: number; readonly had: number } | null;
  /** Which share of the carts that are left may get one, and how many got one in the last days; null for all. */
  readonly ofCarts: {
    readonly most: number;
    readonly days: number;
    readonly carts: number;
    readonly discounts: number;
  } | null;
}

/** What the store says of sending by any channel. */
export interface SendingFacts {
  /** The stored settings of its guardrails, as JSON of any release. */
  readonly guardrails: unknown;
  /** What one message costs, minor units or a part of one, by channel, where the owner has said it. */
  readonly costs: Readonly<Record<Channel, number>>;
  /** What losing a subscriber costs; null while the owner has not said it. */
  readonly subscriberWorth: MinorUnits | null;
}

/** What is known of a test of variants, for one person. */
export interface TestFacts {
  /** The variant the person had when they came here first; null when they never did. */
  readonly had: string | null;
  /** The variant that everybody new gets, and the round it was chosen in; null while the test runs. */
  readonly chosen: { readonly variant: string; readonly round: string } | null;
}

/** Everything `step` may know, loaded anew for each step. The same facts give the same result. */
export interface Facts {
  readonly now: Instant;
  readonly enrolment: EnrolmentFacts;
  readonly customer: CustomerFacts;
  readonly cart: CartFacts | null;
  readonly order: OrderFacts | null;
  /** The product the enrolment is about; absent when it is about none. */
  readonly product?: ProductFacts | null | undefined;
  /** Events of the person that the plan's conditions ask for (`plan.needs`), oldest first, up to now. */
  readonly events: readonly EventFact[];
  readonly store: StoreFacts;
  /**
   * Parameters of models by id, as JSON; absent until a model is trained. A model treats parameters it cannot
   * read as absent.
   */
  readonly models: Readonly<Record<string, Json>>;
  /** By the id of the node that compares variants; absent in rehearsals, where people are drawn. */
  readonly tests?: Readonly<Record<string, TestFacts>> | undefined;
}

/**
 * Stands in for the customer in a flow about a thing without one: no facts, no consent. Draws by customer use
 * the key of the thing.
 */
export const nobody = (key: string, zone: string): CustomerFacts => ({
  id: key,
  email: null,
  phone: null,
  browsers: null,
  firstName: null,
  lastName: null,
  country: null,
  city: null,
  language: null,
  zone,
  createdAt: 0,
  tags: [],
  properties: {},
  consent: {},
  suppressed: {},
  ordersCount: 0,
  totalSpent: 0,
  averageOrder: 0,
  firstOrderAt: null,
  lastOrderAt: null,
  discountShare: null,
  orderGapDays: null,
  lastSeenAt: null,
  lists: [],
  points: 0,
  tier: null,
  predicted: {},
});
