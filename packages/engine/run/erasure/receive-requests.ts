import { writeAudit, type Context } from '@millrace/core/verb';
import { newId, type Tx } from '@millrace/db';
import { DAY, type Instant } from '@millrace/base';
import { hideKeys } from './hide-names.ts';
import { eraseOrders, erasePerson } from './erase-person.ts';
import { identitiesOf } from '../parsing/identities.ts';
import type { ParsedEvent } from '../parsing/parse-intake.ts';
import { beginStoreErasure, ofSource } from './begin-store-erasure.ts';

/** A request about personal data that a store passes on. */
export interface PrivacyRequest {
  readonly event: ParsedEvent;
  /** The known customers it concerns. */
  readonly people: readonly string[];
}

/**
 * In milliseconds. Shopify allows 30 days for each of its three requests; the GDPR allows a month (article
 * 12.3).
 */
const DUE_AFTER = 30 * DAY;

/**
 * Finds the customers that requests concern. A request creates no customer, and its event stores only that it
 * came.
 * @returns all events, with requests stripped of their content
 */
export async function readRequests(
  tx: Tx,
  source: string,
  events: readonly ParsedEvent[],
): Promise<{ readonly events: readonly ParsedEvent[]; readonly requests: readonly PrivacyRequest[] }> {
  if (!events.some(isRequest)) return { events, requests: [] };
  const requests: PrivacyRequest[] = [];
  const told: ParsedEvent[] = [];
  for (const event of events) {
    if (!isRequest(event)) {
      told.push(event);
      continue;
    }
    const people = await ownersOf(tx, source, event);
    requests.push({ event, people });
    told.push({
      ...event,
      customer: people[0] === undefined ? undefined : { id: people[0] },
      properties: {},
    });
  }
  return { events: told, requests };
}

const isRequest = (event: ParsedEvent) => event.known?.family === 'privacy';

/**
 * Finds them by the store's customer number and by e-mail. By phone only when neither is given or known,
 * because families share phones.
 */
async function ownersOf(tx: Tx, source: string, { customer }: ParsedEvent): Promise<string[]> {
  if (!customer) return [];
  const names = identitiesOf(customer, source);
  const owners = async (wanted: typeof names) =>
    (
      await tx<{ id: string }[]>`select distinct i.customer_id as id from customer_identities i
        join unnest(${wanted.map((name) => name.kind)}::text[],
          ${wanted.map((name) => name.value)}::text[]) as n(kind, value) on i.kind = n.kind
          and i.value = n.value`
    ).map((row) => row.id);
  const direct = customer.id
    ? (
        await tx<{ id: string }[]>`select id from customers where id = ${customer.id} and erased_at is null`
      ).map((row) => row.id)
    : [];
  const strong = [
    ...direct,
    ...(await owners(names.filter((name) => name.kind !== 'phone' && name.kind !== 'anonymous'))),
  ];
  return [
    ...new Set(strong.length > 0 ? strong : await owners(names.filter((name) => name.kind === 'phone'))),
  ];
}

/**
 * Erases at once, or gives the owner a task where a person must respond, and records the result of each
 * request.
 */
export async function carryOut(
  tx: Tx,
  context: Context,
  source: string,
  requests: readonly PrivacyRequest[],
  eventIds: ReadonlyMap<number, string>,
): Promise<void> {
  for (const { event, people } of requests) {
    if (event.type === 'customer-data-requested')
      await askOwner(tx, context, source, event, people[0] ?? null);
    if (event.type === 'customer-erasure-requested') await erase(tx, context, source, event, people);
    if (event.type === 'store-erasure-requested') await eraseStore(tx, context, source, event);
  }
  await hideKeys(
    tx,
    context,
    requests.map(({ event }) => eventIds.get(event.index) as string),
  );
}

async function askOwner(
  tx: Tx,
  context: Context,
  source: string,
  event: ParsedEvent,
  customerId: string | null,
): Promise<void> {
  await write(tx, context, {
    kind: 'data',
    source,
    customerId,
    at: event.occurredAt,
    details: { reference: reference(event), orders: ordersOf(event) },
    outcome: null,
  });
}

async function erase(
  tx: Tx,
  context: Context,
  source: string,
  event: ParsedEvent,
  people: readonly string[],
): Promise<void> {
  for (const id of people) {
    await erasePerson(tx, context, id);
    await writeAudit(tx, context, 'customer-erased', {
      subject: { type: 'customer', id },
      summary: "Erased a customer at the store's request",
    });
  }
  const orders = await eraseOrders(tx, context, source, ordersOf(event));
  const nothing = people.length === 0 && orders === 0;
  await write(tx, context, {
    kind: 'erasure',
    source,
    customerId: people[0] ?? null,
    at: event.occurredAt,
    details: {},
    outcome: nothing ? 'nothing-kept' : 'erased',
  });
}

async function eraseStore(tx: Tx, context: Context, source: string, event: ParsedEvent): Promise<void> {
  const domain = event.properties['shopDomain'];
  const [connection] = await tx<
    { id: string; config: { shopDomain?: string } }[]
  >`select id, config from connections where ${ofSource(tx, source)} order by id desc limit 1`;
  const own = connection?.config.shopDomain;
  // When in doubt a person decides, because erasing the wrong store cannot be undone.
  const isOther =
    typeof domain === 'string' && own !== undefined && domain.toLowerCase() !== own.toLowerCase();
  const id = await write(tx, context, {
    kind: 'store-erasure',
    source,
    customerId: null,
    at: event.occurredAt,
    details: {
      store: typeof domain === 'string' ? domain : (own ?? null),
      ...(isOther ? { otherStore: true } : {}),
    },
    outcome: null,
  });
  if (connection && !isOther)
    await beginStoreErasure(tx, context, { requestId: id, connectionId: connection.id, source });
}

const reference = ({ properties }: ParsedEvent): string | null =>
  typeof properties['requestId'] === 'string' ? properties['requestId'] : null;

function ordersOf({ properties }: ParsedEvent): string[] {
  const orders = properties['orderIds'];
  return Array.isArray(orders) ? orders.filter((id): id is string => typeof id === 'string') : [];
}

interface Written {
  readonly kind: 'data' | 'erasure' | 'store-erasure';
  readonly source: string;
  readonly customerId: string | null;
  readonly at: Instant;
  readonly details: Readonly<Record<string, unknown>>;
  /** What was done at once; null leaves the request open. */
  readonly outcome: string | null;
}

async function write(
  tx: Tx,
  context: Context,
  { kind, source, customerId, at, details, outcome }: Written,
): Promise<string> {
  const id = newId();
  const done = outcome === null ? null : context.now();
  await tx`insert into privacy_requests (id, workspace_id, kind, connection_id, customer_id, details,
    asked_at, due_at, done_at, done_by, outcome)
    values (${id}, ${context.workspaceId}, ${kind}, (select c.id from connections c
      where ${ofSource(tx, source)} order by c.id desc
      limit 1), ${customerId}, ${tx.json(details as never)}, ${at}, ${at + DUE_AFTER}, ${done},
      ${done === null ? null : 'Millrace'}, ${outcome})`;
  return id;
}
