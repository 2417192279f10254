import { percent } from '@millrace/base/words';
import type { DateOrder, Instant, Json, MinorUnits } from '@millrace/base';
import type {
  CartFacts,
  CodeTerms,
  CustomerFacts,
  EventFact,
  LineFacts,
  OrderFacts,
  ProductFacts,
  StoreFacts,
} from '@millrace/flow';
import { cappedRecord } from './cap-json.ts';
import { formatMoney } from './format-money.ts';

export interface ProductView {
  readonly title: string;
  readonly price: MinorUnits;
  readonly currency: string;
  readonly image: string | null;
  readonly url: string | null;
  readonly quantity: number;
}

export interface DiscountView {
  readonly code: string;
  readonly kind: CodeTerms['kind'];
  readonly value: number;
  /** "10% off", "$15.00 off", "Free shipping". */
  readonly label: string;
  readonly expiresAt: Instant | null;
  readonly minimum: MinorUnits | null;
}

/** Products to show, by their basis; see `basis` of the block. */
export type Recommendations = Readonly<Partial<Record<string, readonly ProductView[]>>>;

/** Pages of ours that a message links to. */
export interface MillraceLinks {
  readonly unsubscribe: string;
  readonly preferences: string;
  /** The returns page of the store; null while it takes no returns there. */
  readonly returns: string | null;
  /** Where answers to questions lead while links are not tracked: a page that records nothing. */
  readonly answer: string;
}

/** Everything that placeholders can read: no ids, no consents, no costs, no secrets. Plain data. */
export interface ContentView {
  readonly customer: {
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly email: string | null;
    readonly phone: string | null;
    readonly city: string | null;
    readonly country: string | null;
    readonly language: string | null;
    readonly tags: readonly string[];
    readonly ordersCount: number;
    readonly totalSpent: MinorUnits;
    readonly lastOrderAt: Instant | null;
    readonly points: number;
    readonly tier: string | null;
    readonly properties: Readonly<Record<string, Json>>;
    /** What models predict of them, by the name of the fact. */
    readonly predicted: Readonly<Record<string, Json>>;
  };
  readonly cart: {
    readonly total: MinorUnits;
    readonly currency: string;
    readonly itemsCount: number;
    readonly firstTitle: string | null;
    readonly recoveryUrl: string | null;
    readonly lines: readonly ProductView[];
  } | null;
  readonly order: {
    readonly number: string | null;
    readonly total: MinorUnits;
    readonly currency: string;
    readonly placedAt: Instant;
    readonly lines: readonly ProductView[];
  } | null;
  /** The product that the flow is about. */
  readonly product: {
    readonly title: string;
    readonly price: MinorUnits | null;
    readonly compareAtPrice: MinorUnits | null;
    readonly currency: string;
    readonly stock: number | null;
    readonly category: string | null;
    readonly vendor: string | null;
    readonly url: string | null;
    readonly image: string | null;
    readonly dailyDemand: number | null;
    readonly daysLeft: number | null;
    readonly reorderPoint: number | null;
    readonly reorderUnits: number | null;
    readonly reorderReason: string | null;
  } | null;
  /** The event that started the enrolment. */
  readonly event: {
    readonly type: string;
    readonly at: Instant;
    readonly value: MinorUnits | null;
    readonly properties: Readonly<Record<string, Json>>;
  } | null;
  readonly store: {
    readonly name: string;
    readonly url: string;
    readonly currency: string;
    readonly freeShippingFrom: MinorUnits | null;
  };
  readonly discount: DiscountView | null;
  readonly decision: Readonly<Record<string, Json>>;
  readonly recommendations: readonly ProductView[];
  /** Products of blocks by their basis; a block whose basis is missing here shows `recommendations`. */
  readonly recommendedBy: Recommendations;
  readonly links: MillraceLinks;
  /** For the filters `money` and `date`. */
  readonly currency: string;
  readonly zone: string;
  readonly locale: string;
  readonly dateOrder: DateOrder;
}

export interface ContentFacts {
  readonly customer: CustomerFacts;
  /** The cart as it is now; see `freshCart` of the guardrails. */
  readonly cart: CartFacts | null;
  readonly order: OrderFacts | null;
  readonly product?: ProductFacts | null | undefined;
  readonly event?: EventFact | null | undefined;
  readonly store: StoreFacts;
  readonly code: { readonly code: string; readonly terms: CodeTerms } | null;
  /** Variables of the enrolment's cursor. */
  readonly decision: Readonly<Record<string, Json>>;
  /** Products to show: the same for every block, or by basis. */
  readonly recommendations: readonly ProductView[] | Recommendations;
  readonly links: MillraceLinks;
  /** Language of the shop, for dates and amounts; `en-US` when left out. */
  readonly locale?: string | undefined;
}

/** Most lines of a cart or an order that a message can list. */
const MOST_LINES = 250;

/** Builds the placeholders' view from one person's facts. */
export function contentView(facts: ContentFacts): ContentView {
  const { customer, cart, order, product, event, store } = facts;
  const locale = facts.locale ?? 'en-US';
  const currency = cart?.currency ?? order?.currency ?? product?.currency ?? store.currency;
  return {
    customer: {
      firstName: filled(customer.firstName),
      lastName: filled(customer.lastName),
      email: customer.email,
      phone: customer.phone,
      city: filled(customer.city),
      country: customer.country,
      language: customer.language,
      tags: customer.tags,
      ordersCount: customer.ordersCount,
      points: customer.points,
      tier: customer.tier,
      totalSpent: customer.totalSpent,
      lastOrderAt: customer.lastOrderAt,
      properties: cappedRecord(customer.properties),
      predicted: cappedRecord(customer.predicted),
    },
    cart: cart && {
      total: cart.total,
      currency: cart.currency,
      itemsCount: cart.itemsCount,
      firstTitle: filled(cart.lines[0]?.title ?? null),
      recoveryUrl: filled(cart.recoveryUrl),
      lines: cart.lines.slice(0, MOST_LINES).map((line) => productView(line, cart.currency)),
    },
    order: order && {
      number: order.number,
      total: order.total,
      currency: order.currency,
      placedAt: order.placedAt,
      lines: order.lines.slice(0, MOST_LINES).map((line) => productView(line, order.currency)),
    },
    product: product ? aboutView(product) : null,
    event: event
      ? { type: event.type, at: event.at, value: event.value, properties: cappedRecord(event.properties) }
      : null,
    store: {
      name: store.name,
      url: store.url,
      currency: store.currency,
      freeShippingFrom: store.freeShippingFrom,
    },
    discount: facts.code && discountView(facts.code, currency, locale),
    decision: cappedRecord(facts.decision),
    ...recommendationsOf(facts.recommendations),
    links: facts.links,
    currency,
    zone: customer.zone,
    locale,
    dateOrder: store.dateOrder ?? 'unknown',
  };
}

/** Without what it costs the store. */
const aboutView = ({
  title,
  price,
  compareAtPrice,
  currency,
  stock,
  category,
  vendor,
  url,
  image,
  dailyDemand,
  daysLeft,
  reorderPoint,
  reorderUnits,
  reorderReason,
}: ProductFacts): ContentView['product'] => ({
  title,
  price,
  compareAtPrice,
  currency,
  stock,
  category,
  vendor,
  url,
  image,
  dailyDemand,
  daysLeft,
  reorderPoint,
  reorderUnits,
  reorderReason,
});

function recommendationsOf(
  given: ContentFacts['recommendations'],
): Pick<ContentView, 'recommendations' | 'recommendedBy'> {
  if (isAlike(given)) return { recommendations: given, recommendedBy: {} };
  return { recommendations: Object.values(given)[0] ?? [], recommendedBy: given };
}

const isAlike = (given: ContentFacts['recommendations']): given is readonly ProductView[] =>
  Array.isArray(given);

function discountView(
  { code, terms }: { code: string; terms: CodeTerms },
  currency: string,
  locale: string,
): DiscountView {
  const label =
    terms.kind === 'percentage'
      ? `${percent(terms.value / 100, placesOf(terms.value))} off`
      : terms.kind === 'free-shipping'
        ? 'Free shipping'
        : `${formatMoney({ amount: terms.value, currency }, locale)} off`;
  return {
    code,
    kind: terms.kind,
    value: terms.value,
    label,
    expiresAt: terms.expiresAt,
    minimum: terms.minimum,
  };
}

/** No customer is promised more, or less, than the code gives: 12.5 percent are neither 12 nor 13. */
const placesOf = (value: number): number => Math.min(2, (String(value).split('.')[1] ?? '').length);

function productView(line: LineFacts, currency: string): ProductView {
  return {
    title: line.title,
    price: line.price,
    currency,
    image: line.image,
    url: line.url,
    quantity: line.quantity,
  };
}

const filled = (text: string | null): string | null =>
  text === null || text.trim() === '' ? null : text.trim();
