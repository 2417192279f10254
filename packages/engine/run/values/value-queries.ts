import type { Fragment, Tx } from '@millrace/db';

/** One value of one fact, and how many people have it. */
export interface FoundValue {
  readonly fact: string;
  readonly value: string;
  readonly people: number;
  readonly label?: string | undefined;
  readonly image?: string | null | undefined;
  /** For properties: the type of the value, and whether the property has more values than are given. */
  readonly type?: string | undefined;
  readonly more?: boolean | undefined;
}

/** How many of the newest carts, orders and events are read. */
const NEWEST = 30_000;
/** Values kept of one property. A property with more is text that differs for each person. */
const MOST_OF_PROPERTY = 200;

const there = (tx: Tx) => tx`merged_into is null and erased_at is null`;

/** Countries, languages, tags, properties and consents of customers. */
export async function ofCustomers(tx: Tx): Promise<FoundValue[]> {
  return tx<FoundValue[]>`
    with people as materialized (select id, country, city, language, zone, tags, properties from customers
      where ${there(tx)}),
    plain as (
      select 'customer.' || f.name as fact, f.value, count(*)::int as people, null as type from people,
        lateral (values ('country', country), ('city', city), ('language', language),
          ('zone', zone)) f(name, value) where f.value <> '' group by 1, 2
      union all select 'customer.tags', tag, count(*)::int, null from people, unnest(tags) tag group by 2
      union all select 'customer.consent.' || n.channel, n.state, count(*)::int, null from consents n
        join people p on p.id = n.customer_id group by 1, 2)
    select fact, value, people, type, false as more from plain
    union all
      ${ranked(
        tx,
        tx`select 'customer.properties.' || p.key as fact, p.value as held, s.id as person
        from people s, jsonb_each(s.properties) p`,
      )}`;
}

/** Devices, currencies, codes, categories and products of carts and orders, with the number of people. */
export async function carted(tx: Tx): Promise<FoundValue[]> {
  return tx<FoundValue[]>`
    with c as materialized (select customer_id, currency, device, step, discount_codes, lines from carts
      where customer_id is not null and items_count > 0 order by updated_at desc limit ${NEWEST}),
    o as materialized (select customer_id, coalesce(financial_status, 'placed') as status, fulfilment_status,
      lines from orders where customer_id is not null and counted order by placed_at desc limit ${NEWEST})
    select fact, value, count(distinct customer_id)::int as people from (
      select 'cart.' || f.name as fact, f.value, customer_id from c,
        lateral (values ('currency', currency), ('device', device), ('step', step)) f(name, value)
      union all select 'cart.discountCodes', code, customer_id from c, unnest(discount_codes) code
      union all select 'cart.' || f.name, f.value, customer_id from c, jsonb_array_elements(lines) l,
        lateral (values ('categories', l->>'category'), ('productIds', l->>'productId')) f(name, value)
      union all select 'order.' || f.name, f.value, customer_id from o,
        lateral (values ('status', status), ('fulfilment', fulfilment_status)) f(name, value)
      union all select 'order.' || f.name, f.value, customer_id from o, jsonb_array_elements(lines) l,
        lateral (values ('categories', l->>'category'), ('productIds', l->>'productId')) f(name, value)
    ) found where value <> '' group by 1, 2`;
}

/** Types of incoming events, the products they are about, and their properties. */
export async function ofEvents(tx: Tx): Promise<FoundValue[]> {
  return tx<FoundValue[]>`
    with e as materialized (select customer_id, type, product_id, properties from events
      where customer_id is not null order by occurred_at desc limit ${NEWEST}),
    plain as (
      select 'event.' || f.name as fact, f.value, count(distinct customer_id)::int as people, null as type
        from e,
        lateral (values ('type', type), ('productId', product_id::text)) f(name, value)
          where f.value is not null group by 1, 2
      union all select 'event.properties.' || f.name, item, count(distinct customer_id)::int, 'list'
        from e,
        lateral (values ('productIds', properties->'productIds'), ('categories', properties->'categories'))
          f(name, held),
        lateral jsonb_array_elements_text(case when jsonb_typeof(held) = 'array' then held else '[]' end) item
          where item <> '' group by 1, 2)
    select fact, value, people, type, false as more from plain
    union all
      ${ranked(
        tx,
        tx`select 'event.properties.' || p.key as fact, p.value as held, e.customer_id as person
        from e, jsonb_each(e.properties) p where p.key not in ('productIds', 'categories')`,
      )}`;
}

/**
 * Properties with their most common values, the most common first. For a property that differs for nearly everybody, such
 * as an id or a name, gives only its name and type, because its values are personal.
 */
function ranked(tx: Tx, held: Fragment) {
  return tx`
    select fact, value, people, type, all_values > ${MOST_OF_PROPERTY} as more from (
      select fact, value, people, type,
        row_number() over (partition by fact order by people desc, value) as place,
        sum(people) over (partition by fact) as all_people, count(*) over (partition by fact) as all_values
      from (
        select fact, left(value, 200) as value, min(type) as type, count(distinct person)::int as people
        from (
          select fact, person, item #>> '{}' as value,
            case when jsonb_typeof(held) = 'array' then 'list'
              when jsonb_typeof(item) = 'number' then 'number'
              when jsonb_typeof(item) = 'boolean' then 'boolean'
              when item #>> '{}' ~ '^\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d.*)?$' then 'instant'
              else 'text' end as type
          from (${held}) h, lateral jsonb_array_elements(
            case when jsonb_typeof(held) = 'array' then held else jsonb_build_array(held) end) item
          where jsonb_typeof(item) in ('string', 'number', 'boolean')
        ) items where length(fact) <= 120 group by 1, 2
      ) counted
    ) r
    where place <= case when all_values > ${MOST_OF_PROPERTY} and all_values > all_people / 2 then 1
      else ${MOST_OF_PROPERTY} end`;
}

export async function ofProducts(tx: Tx) {
  return tx<{ id: string; external_id: string; title: string; image: string | null }[]>`
    select id, external_id, title, image from products where status <> 'archived' order by updated_at desc
      limit 5000`;
}
