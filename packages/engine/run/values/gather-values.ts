import { lockPart } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import type { Database, Tx } from '@millrace/db';
import { currencyName, languageName, regionName, zoneName } from '@millrace/base/words';
import type { Instant } from '@millrace/base';
import { eventLabel } from '@millrace/flow';
import { carted, ofCustomers, ofEvents, ofProducts, type FoundValue } from './value-queries.ts';

/** How long gathered values count as fresh, in milliseconds. */
export const FRESH_FOR = 15 * 60_000;
/** Values kept for one fact, the most common first. For a fact with more, people can also type a value. */
const MOST_VALUES = 2_000;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1).replaceAll('-', ' ');
/** Names of a fact's values for people; other values are shown as they are. */
const LABELS: Readonly<Record<string, (value: string) => string>> = {
  'customer.country': regionName,
  'customer.language': languageName,
  'customer.zone': (zone) => `${zoneName(zone)} (${zone})`,
  'cart.currency': (code) => `${currencyName(code)} (${code})`,
  'store.currency': (code) => `${currencyName(code)} (${code})`,
  'cart.device': capital,
  'order.status': capital,
  'order.fulfilment': capital,
  'event.type': eventLabel,
};

/**
 * Gathers the values of a store's facts with the number of people who have each, all at once in the
 * background, so that nothing is counted while a marketer types. Reads all customers and products; of carts,
 * orders and events the newest few ten thousand.
 */
export async function gatherValues(tx: Tx, workspaceId: string, now: Instant): Promise<void> {
  // A second gathering at the same time waits, and finds the work done.
  await lockPart(tx, 'values', workspaceId);
  if (!(await isDue(tx, now))) return;
  const found = [...(await ofCustomers(tx)), ...(await carted(tx)), ...(await ofEvents(tx))];
  const facts = grouped(found);
  addProducts(facts, await ofProducts(tx));
  await tx`delete from known_values`;
  await tx`delete from known_facts`;
  const rows = [...facts].map(([fact, values]) => ({
    fact,
    type: typeOf(values),
    people: Math.max(0, ...values.map((value) => value.people)),
    more_values: values.length > MOST_VALUES || values.some((value) => value.more === true),
  }));
  const all = [...rows, { fact: '', type: 'none', people: 0, more_values: false }];
  await tx`insert into known_facts (workspace_id, fact, type, people, more_values, gathered_at)
    select ${workspaceId}, fact, type, people, more_values, ${now}
      from jsonb_to_recordset(${tx.json(all as never)}::jsonb) as r(fact text, type text, people integer, more_values boolean)`;
  for (const [fact, values] of facts) {
    const label = LABELS[fact];
    const kept = values.slice(0, MOST_VALUES).map((value) => ({
      value: value.value,
      label: value.label ?? label?.(value.value) ?? value.value,
      image: value.image ?? null,
      people: value.people,
    }));
    await tx`insert into known_values (workspace_id, fact, value, label, image, people)
      select ${workspaceId}, ${fact}, value, label, image, people
        from jsonb_to_recordset(${tx.json(kept as never)}::jsonb) as r(value text, label text, image text,
        people integer)
      on conflict do nothing`;
  }
}

/** Whether values were never gathered, or are older than `freshFor` milliseconds. */
export async function isDue(tx: Tx, now: Instant, freshFor = FRESH_FOR): Promise<boolean> {
  const at = await gatheredAt(tx);
  return at === null || at < now - freshFor;
}

export async function gatheredAt(tx: Tx): Promise<Instant | null> {
  const [row] = await tx<{ at: Instant }[]>`select gathered_at as at from known_facts where fact = ''`;
  return row?.at ?? null;
}

function grouped(found: readonly FoundValue[]): Map<string, FoundValue[]> {
  const facts = new Map<string, FoundValue[]>();
  for (const value of found) {
    const list = facts.get(value.fact);
    if (list) list.push(value);
    else facts.set(value.fact, [value]);
  }
  for (const list of facts.values())
    list.sort((left, right) => right.people - left.people || (left.value < right.value ? -1 : 1));
  return facts;
}

/** Adds products by title and picture, so that they can be chosen before anybody has them. */
function addProducts(
  facts: Map<string, FoundValue[]>,
  products: Awaited<ReturnType<typeof ofProducts>>,
): void {
  for (const [fact, idOf] of [
    ['cart.productIds', (product) => product.external_id],
    ['order.productIds', (product) => product.external_id],
    ['event.properties.productIds', (product) => product.external_id],
    ['event.productId', (product) => product.id],
  ] as const satisfies readonly (readonly [string, (product: (typeof products)[number]) => string])[]) {
    const people = new Map((facts.get(fact) ?? []).map((value) => [value.value, value.people]));
    const known = products.map((product) => ({
      fact,
      value: idOf(product),
      label: product.title || idOf(product),
      image: product.image,
      people: people.get(idOf(product)) ?? 0,
    }));
    const named = new Set(known.map((value) => value.value));
    const others = (facts.get(fact) ?? []).filter((value) => !named.has(value.value));
    const all = [...known, ...others].sort((left, right) => right.people - left.people);
    if (all.length > 0) facts.set(fact, all);
  }
}

/** The type of a property's values: number, text, yes or no, date, list; `any` when they differ. */
function typeOf(values: readonly FoundValue[]): string {
  const types = new Set(values.map((value) => value.type ?? 'text'));
  return types.size === 1 ? [...types][0]! : 'any';
}

/**
 * Gathers for one workspace that is due. The worker calls it regularly.
 * @returns whether there may be more
 */
export async function gatherDueValues(
  db: Database,
  contextOf: (workspaceId: string) => Context,
  now: Instant,
): Promise<boolean> {
  const workspaceId = await db.asRouter(async (tx) => {
    const [row] = await tx<{ workspace_id: string }[]>`
      select w.workspace_id from known_workspaces() w
        left join known_facts k on k.workspace_id = w.workspace_id and k.fact = ''
      where k.gathered_at is null or k.gathered_at < ${now - FRESH_FOR} order by k.gathered_at nulls first
        limit 1`;
    return row?.workspace_id;
  });
  if (!workspaceId) return false;
  const context = contextOf(workspaceId);
  await db.inWorkspace(workspaceId, (tx) => gatherValues(tx, context.workspaceId, now));
  return true;
}
