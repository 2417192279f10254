import { DAY, type Instant, type Json } from '@millrace/base';
import type {
  CartFacts,
  CustomerFacts,
  EnrolmentFacts,
  EventFact,
  Facts,
  OrderFacts,
  PlanNeeds,
  ProductFacts,
  StoreFacts,
} from '@millrace/flow';
import type { RehearsalEvent, RehearsalPerson } from './types.ts';

/** The facts of a person as time goes on. An event changes only the facts it is about. */
export class PersonState {
  readonly #needs: PlanNeeds;
  readonly #store: StoreFacts;
  readonly #models: Readonly<Record<string, Json>>;
  readonly #products: Readonly<Record<string, ProductFacts>>;
  readonly #carts = new Map<string, CartFacts>();
  readonly #orders = new Map<string, OrderFacts>();
  readonly #events: EventFact[] = [];
  /** The person's orders as events, which may end an enrolment before it begins. */
  readonly purchases: EventFact[] = [];
  #latestCart: CartFacts | null = null;
  customer: CustomerFacts;

  constructor(
    person: RehearsalPerson,
    needs: PlanNeeds,
    store: StoreFacts,
    models: Readonly<Record<string, Json>>,
  ) {
    this.customer = person.customer;
    this.#needs = needs;
    this.#store = store;
    this.#models = models;
    this.#products = person.products ?? {};
    for (const order of person.orders ?? []) this.#orders.set(order.id, order);
  }

  apply({ event, cart, order, customer }: RehearsalEvent): void {
    if (cart) {
      this.#carts.set(cart.id, cart);
      this.#latestCart = cart;
    }
    if (order) {
      if (!this.#orders.has(order.id)) this.customer = afterOrder(this.customer, order);
      this.#orders.set(order.id, order);
    }
    if (event.purchase) this.purchases.push(event);
    if (customer) this.customer = { ...this.customer, ...customer };
    if (Object.hasOwn(this.#needs.events, event.type)) this.#events.push(event);
  }

  /** Applies changes that the flow itself made to the profile. */
  change(customer: Partial<CustomerFacts>): void {
    this.customer = { ...this.customer, ...customer };
  }

  cart(id: string | null): CartFacts | null {
    return id === null ? this.#latestCart : (this.#carts.get(id) ?? null);
  }

  facts(now: Instant, enrolment: EnrolmentFacts): Facts {
    const entry = enrolment.event;
    return {
      now,
      enrolment,
      customer: this.customer,
      cart: this.cart(entry?.cartId ?? null),
      order: entry?.orderId == null ? null : (this.#orders.get(entry.orderId) ?? null),
      product: this.#products[entry?.productId ?? ''] ?? null,
      events: this.#events,
      store: this.#store,
      models: this.#models,
    };
  }
}

/** The customer's facts after an order, computed as from the stored orders. */
export function afterOrder(customer: CustomerFacts, order: OrderFacts): CustomerFacts {
  const before = customer.ordersCount;
  const count = before + 1;
  const spent = customer.totalSpent + order.total;
  const discounted = Math.round((customer.discountShare ?? 0) * before) + (order.discount > 0 ? 1 : 0);
  const first = Math.min(customer.firstOrderAt ?? order.placedAt, order.placedAt);
  const last = Math.max(customer.lastOrderAt ?? order.placedAt, order.placedAt);
  return {
    ...customer,
    ordersCount: count,
    totalSpent: spent,
    averageOrder: Math.round(spent / count),
    firstOrderAt: first,
    lastOrderAt: last,
    discountShare: discounted / count,
    orderGapDays: count < 2 ? null : (last - first) / DAY / (count - 1),
  };
}
