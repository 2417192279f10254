import { DAY, HOUR } from '@millrace/base';
import { connectShop, VirtualHost, type TestStore } from '@millrace/services/testing';
import type { Context } from '@millrace/core/verb';
import type { CartFacts, EventFact, Plan } from '@millrace/flow';
import type { RehearsalEvent, RehearsalPerson } from '@millrace/rehearsal';
import { ingestWithin } from '@millrace/run/intake';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { globallyHeldOutOf } from '@millrace/run/global-holdout';
import { updateGuardrails } from '@millrace/services/settings';

/** What happened in one enrolment, one line for each thing. */
export interface Walk {
  readonly id: string;
  readonly key: string;
  readonly heldOut: boolean;
  readonly endReason: string | null;
  readonly lines: readonly string[];
}

/** A person with the store's ids, and their opt-in by channel. */
export interface LivedPerson extends RehearsalPerson {
  readonly optIn: Readonly<Record<string, string>>;
  readonly enrolmentIds: readonly string[];
}

export interface Lived {
  readonly plan: Plan;
  readonly salt: string;
  readonly walks: readonly Walk[];
  readonly people: readonly LivedPerson[];
  /** In the store's own holdout. */
  readonly globallyHeldOut: ReadonlySet<string>;
  /** End of the observed time. */
  readonly until: number;
}

const SOURCE = { id: 'api', clock: { pace: 1, anchor: 0 }, internal: true } as const;
/** Most lines of an enrolment, because a loop of short waits could run for weeks. */
const MOST_LINES = 120;
/** Each cart has its own goods, because an order of the same goods would belong to the other cart too. */
const productIn = (cart: string | null) => `product-${cart?.endsWith('cart-2') ? 'cart-2' : 'cart-1'}`;
const linesIn = (cart: string | null) => [
  {
    productId: productIn(cart),
    title: 'Shirt',
    category: 'apparel',
    quantity: 1,
    price: '90.00',
    cost: '40.00',
  },
];

/** Lets random people go through a random flow on real Postgres, in virtual time. */
export async function inReality(
  store: TestStore,
  graph: unknown,
  people: readonly RehearsalPerson[],
  from: number,
  guardrails: Record<string, Record<string, unknown>>,
  shopUrl: string,
): Promise<Lived> {
  const context = await store.other();
  await connectShop(context, shopUrl);
  const { clock, db } = store;
  const host = new VirtualHost(store);
  clock.set(from - HOUR / 2);
  await updateGuardrails(context, { settings: guardrails });
  const flow = await createFlow(context, { name: 'Random', graph });
  await publishFlow(context, { id: flow.id });
  const tell = async (event: Record<string, unknown>): Promise<string> => {
    const report = await db.inWorkspace(context.workspaceId, async (tx) => {
      const result = await ingestWithin(tx, context, SOURCE, [event]);
      // Carts become abandoned only when the test says so.
      await tx`update carts set abandon_due_at = null where abandon_due_at is not null`;
      return result;
    });
    if (report.refused[0]) throw new Error(report.refused[0].problem);
    return report.accepted[0]?.eventId ?? '';
  };
  const known: Known[] = [];
  for (const [index, person] of people.entries())
    known.push(await introduce(context, tell, person, index, from));
  const happenings = people
    .flatMap((person) => person.events.map(({ event }) => ({ event, email: emailOf(person) })))
    .sort((left, right) => left.event.at - right.event.at);
  const enough = async () => {
    const [row] = await db.inWorkspace(
      context.workspaceId,
      (tx) => tx<{ lines: number }[]>`select count(*)::int as lines from traces`,
    );
    return (row?.lines ?? 0) > MOST_LINES;
  };
  for (const { event, email } of happenings) {
    // An event at the exact end of a wait counts first.
    await host.passUntil(event.at - 1);
    if (await enough()) return outcome(context, flow.id, known, clock.now());
    clock.set(event.at);
    await tell(asIntake(event, email, known));
    await host.settle();
  }
  const last = clock.now() + 3 * DAY;
  while (clock.now() < last && !(await enough()))
    await host.passUntil(Math.min(last, clock.now() + 6 * HOUR));
  return outcome(context, flow.id, known, clock.now());
}

/** Every kind of opt-in, because both drivers must know it. */
const OPT_INS = ['double', 'single', 'unknown'] as const;

const emailOf = (person: RehearsalPerson) => `${person.customer.id}@example.com`;

interface Known {
  /** With the store's ids. */
  readonly person: Omit<LivedPerson, 'enrolmentIds'>;
  readonly carts: ReadonlyMap<string, string>;
}

/** Creates the person with their orders and carts, and changes ids to the store's. */
async function introduce(
  context: Context,
  tell: (event: Record<string, unknown>) => Promise<string>,
  person: RehearsalPerson,
  index: number,
  from: number,
): Promise<Known> {
  const name = { email: emailOf(person) };
  const { consent, zone, ordersCount } = person.customer;
  const optIn = OPT_INS[index % OPT_INS.length]!;
  const phone = `+141555501${String(index).padStart(2, '0')}`;
  await tell({
    id: `${name.email}/known`,
    type: 'customer-updated',
    occurredAt: from - 30 * DAY,
    customer: {
      ...name,
      phone,
      country: person.customer.country,
      language: person.customer.language,
      firstName: person.customer.firstName,
      zone,
      consent: Object.fromEntries(
        Object.entries(consent).flatMap(([channel, state]) =>
          state === 'subscribed' ? [[channel, { state, optIn }]] : [],
        ),
      ),
    },
  });
  const before: RehearsalEvent[] = [];
  for (let order = 0; order < ordersCount; order += 1) {
    const at = from - (20 - order) * DAY;
    const id = `${name.email}/before-${order}`;
    await tell({
      id,
      type: 'order-placed',
      occurredAt: at,
      customer: name,
      properties: { orderId: id, lines: linesIn(null) },
    });
    before.push({
      event: {
        id,
        type: 'order-placed',
        at,
        value: 9_000,
        cartId: null,
        orderId: id,
        productId: null,
        messageId: null,
        properties: {},
      },
      order: {
        id,
        number: null,
        currency: 'USD',
        total: 9_000,
        discount: 0,
        margin: 5_000,
        lines: [],
        placedAt: at,
        status: 'placed',
        fulfilment: null,
        cartId: null,
      },
    });
  }
  for (const cart of ['cart-1', 'cart-2'])
    await tell({
      id: `${name.email}/${cart}`,
      type: 'cart-updated',
      occurredAt: from - HOUR,
      customer: name,
      properties: { cartId: `${person.customer.id}-${cart}`, lines: linesIn(cart) },
    });
  const { customerId, carts } = await context.db.inWorkspace(context.workspaceId, async (tx) => {
    const [customer] = await tx<{ id: string }[]>`select id from customers where email = ${name.email}`;
    const rows = await tx<
      { id: string; external_id: string }[]
    >`select id, external_id from carts where customer_id = ${customer?.id ?? ''}`;
    return { customerId: customer?.id ?? '', carts: new Map(rows.map((row) => [row.external_id, row.id])) };
  });
  const latest = new Map(
    [...carts].map(([name, cartId]) => [cartId, filled(cartId, name, from - HOUR).cart]),
  );
  /** Being abandoned changes nothing in a cart; being bought completes it for good. */
  function cartAfter({ type, at }: EventFact, cartId: string | null): CartFacts | undefined {
    const cart = cartId === null ? undefined : latest.get(cartId);
    if (!cart || cartId === null || (type !== 'cart-updated' && type !== 'order-placed')) return undefined;
    const after =
      type === 'cart-updated' ? { ...cart, updatedAt: at } : { ...cart, completedAt: cart.completedAt ?? at };
    latest.set(cartId, after);
    return after;
  }
  for (const [name, cartId] of carts) before.push(filled(cartId, name, from - HOUR));
  const own = (cartId: string | null) => (cartId === null ? null : (carts.get(cartId) ?? null));
  const events = person.events.map((happening) => ({
    ...happening,
    event: {
      ...happening.event,
      cartId: own(happening.event.cartId),
      productId: null,
      ...(happening.event.type === 'order-placed'
        ? {
            orderId: happening.event.id,
            purchase: {
              placedAt: happening.event.at,
              lines: [{ productId: productIn(happening.event.cartId), variantId: null }],
            },
          }
        : {}),
    },
    cart: cartAfter(happening.event, own(happening.event.cartId)),
    ...(happening.event.type === 'customer-unsubscribed'
      ? { customer: { consent: { ...consent, email: 'unsubscribed' as const } } }
      : {}),
  }));
  const stranger = {
    ordersCount: 0,
    totalSpent: 0,
    averageOrder: 0,
    firstOrderAt: null,
    lastOrderAt: null,
    discountShare: null,
  };
  return {
    carts,
    person: {
      customer: { ...person.customer, ...stranger, id: customerId, email: name.email, phone },
      events: [...before, ...events],
      optIn: Object.fromEntries(Object.keys(consent).map((channel) => [channel, optIn])),
    },
  };
}

function filled(cartId: string, name: string, at: number): RehearsalEvent & { readonly cart: CartFacts } {
  const lines = [
    {
      productId: productIn(name),
      variantId: null,
      title: 'Shirt',
      category: 'apparel',
      quantity: 1,
      price: 9_000,
      cost: 4_000,
      image: null,
      url: null,
      stock: null,
    },
  ];
  const cart = {
    id: cartId,
    currency: 'USD',
    total: 9_000,
    itemsCount: 1,
    lines,
    createdAt: at,
    updatedAt: at,
    step: 'cart',
    device: null,
    recoveryUrl: null,
    discountCodes: [],
    newCategory: false,
    completedAt: null,
  };
  return {
    event: {
      id: cartId,
      type: 'cart-updated',
      at,
      value: 9_000,
      cartId,
      orderId: null,
      productId: null,
      messageId: null,
      properties: {},
    },
    cart,
  };
}

/** The event in the form of the endpoint. */
function asIntake(event: EventFact, email: string, known: readonly Known[]): Record<string, unknown> {
  const { id, type, at, cartId } = event;
  const properties: Readonly<Record<string, Record<string, unknown>>> = {
    'cart-abandoned': {
      cartId: known.map(({ carts }) => carts.get(cartId ?? '')).find((found) => found !== undefined),
      value: 9_000,
    },
    'cart-updated': { cartId, lines: linesIn(cartId) },
    'order-placed': { orderId: id, cartId, lines: linesIn(cartId) },
    'product-viewed': { productId: 'product-1' },
  };
  return { id, type, occurredAt: at, customer: { email }, properties: properties[type] ?? {} };
}

interface EnrolmentRow {
  readonly id: string;
  readonly customer_id: string;
  readonly key: string;
  readonly held_out: boolean;
  readonly end_reason: string | null;
  readonly lines: readonly string[] | null;
}

/**
 * What happened to everybody, according to the tables. Leaves out, by ordinal, lines that only reality writes
 * (holds, notes).
 */
async function outcome(
  context: Context,
  flowId: string,
  known: readonly Known[],
  until: number,
): Promise<Lived> {
  return context.db.inWorkspace(context.workspaceId, async (tx) => {
    const [flow] = await tx<
      { salt: string; plan: Plan }[]
    >`select f.salt, p.plan from flows f join flow_versions v on v.id = f.live_version_id
      join plans p on p.hash = v.plan_hash where f.id = ${flowId}`;
    const rows = await tx<EnrolmentRow[]>`
      select e.id, e.customer_id, e.key, e.held_out, e.end_reason,
        (select array_agg(concat((extract(epoch from t.at) * 1000)::bigint, ' ', coalesce(t.node, '-'), '/',
          t.visit, ' ', t.what, ' ', t.port, t.data->>'outcome', ' ' || (t.data->>'reason'))
          order by t.seq, t.ordinal) from traces t where t.enrolment_id = e.id and t.ordinal < 1000) as lines
      from enrolments e where e.flow_id = ${flowId} order by e.entered_at, e.id`;
    if (!flow) throw new Error('the flow is gone');
    return {
      globallyHeldOut: await globallyHeldOutOf(
        tx,
        context.workspaceId,
        known.map(({ person }) => person.customer.id),
      ),
      plan: flow.plan,
      salt: flow.salt,
      until,
      walks: rows.map((row) => ({
        id: row.id,
        key: row.key,
        heldOut: row.held_out,
        endReason: row.end_reason,
        lines: row.lines ?? [],
      })),
      people: known.map(({ person }) => ({
        ...person,
        enrolmentIds: rows.filter((row) => row.customer_id === person.customer.id).map((row) => row.id),
      })),
    };
  });
}
