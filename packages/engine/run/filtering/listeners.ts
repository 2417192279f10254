import { laneOf } from '@millrace/core/rows';
import { together, type Tx } from '@millrace/db';
import { eventType, listenedAs } from '@millrace/flow';
import { isOrderEvent } from '../measure/settle-order.ts';

/** A new event, as far as it matters for who hears it. */
export interface NewEvent {
  /** Its place in the queue; null while it has none. */
  readonly place: number | null;
  readonly type: string | null;
  readonly customer_id: string | null;
  readonly subject: string | null;
  /** Too old to begin a flow. */
  readonly is_late: boolean;
}

/** Who listens for the events of a batch. */
export interface Listeners {
  /** People and things whose lock is held: nobody routes or steps them meanwhile. */
  readonly locked: ReadonlySet<string>;
  /** Events that flows begin with. */
  readonly triggers: ReadonlySet<string>;
  /** `lane/event` that a running enrolment waits for or ends by. */
  readonly heard: ReadonlySet<string>;
  /** People who were in a flow, or have an arm of the global holdout: their orders count in results. */
  readonly inFlows: ReadonlySet<string>;
  /** The first event in the queue, by person or thing. */
  readonly firstQueued: ReadonlyMap<string, number>;
}

const unique = <Item>(items: readonly Item[]): Item[] => [...new Set(items)];

/**
 * Takes the locks of the people and things of a batch, without waiting for those that are busy, and reads who listens for
 * them. The locks are held until the transaction ends; everything committed under them before is seen.
 */
export async function listenersOf(tx: Tx, events: readonly NewEvent[]): Promise<Listeners> {
  const people = unique(events.flatMap(({ customer_id }) => customer_id ?? []));
  const buyers = unique(
    events.flatMap(({ customer_id, type }) => (isOrderEvent(type ?? '') && customer_id) || []),
  );
  const things = unique(
    events.flatMap(({ customer_id, subject }) => (customer_id === null && subject) || []),
  );
  // The locks come first on the one connection: the statement behind sees what was committed before they were taken.
  const [locked, found] = await together(
    tx<{ lane: string }[]>`
      select lane from unnest(${unique([...people, ...things]).sort()}::text[]) as lane
      where pg_try_advisory_xact_lock(hashtextextended(lane, 0))`,
    // For the queue one look into the index for each person: grouped, a plan made while it was short reads all of it once it is long.
    tx<Found[]>`
      select distinct 'trigger' as what, p.entry_event as event, null::text as lane, null::bigint as id from flows f
        join flow_versions v on v.id = f.live_version_id join plans p on p.hash = v.plan_hash
        where f.state in ('live', 'paused')
      union all
      select distinct 'trigger', also.event, null::text, null::bigint from flows f
        join flow_versions v on v.id = f.live_version_id join plans p on p.hash = v.plan_hash
        cross join lateral jsonb_array_elements_text(p.entry_also) as also(event)
        where f.state in ('live', 'paused') and p.entry_also is not null
      union all
      select distinct 'listen', event, customer_id::text, null::bigint from listens
        where customer_id in (select unnest(${people}::uuid[]))
      union all
      select 'queued', null, p.id::text, q.id from unnest(${people}::uuid[]) as p(id)
        cross join lateral (select id from event_queue where customer_id = p.id order by id limit 1) q
      ${buyers.length === 0 ? tx`` : inFlows(tx, buyers)} ${things.length === 0 ? tx`` : ofThings(tx, things)}`,
  );
  const these = (kind: Found['what']) => found.filter(({ what }) => what === kind);
  return {
    locked: new Set(locked.map(({ lane }) => lane)),
    triggers: new Set(these('trigger').map(({ event }) => event)),
    heard: new Set(these('listen').map(({ lane, event }) => `${lane}/${event}`)),
    inFlows: new Set(these('in-flow').map(({ lane }) => lane)),
    firstQueued: new Map(these('queued').map(({ lane, id }) => [lane, id])),
  };
}

/** Who or what listens, as one statement reads it. */
interface Found {
  readonly what: 'trigger' | 'listen' | 'queued' | 'in-flow';
  readonly event: string;
  readonly lane: string;
  readonly id: number;
}

const inFlows = (tx: Tx, buyers: readonly string[]) => tx`
  union all
  select distinct 'in-flow', null::text, customer_id::text, null::bigint from flow_people
    where customer_id in (select unnest(${[...buyers]}::uuid[]))
  union all
  select distinct 'in-flow', null::text, customer_id::text, null::bigint from holdout_people
    where customer_id in (select unnest(${[...buyers]}::uuid[]))`;

const ofThings = (tx: Tx, things: readonly string[]) => tx`
  union all
  select distinct 'listen', l.event, e.subject, null::bigint from enrolments e join listens l on l.enrolment_id = e.id
    where e.customer_id is null and e.ended_at is null and e.subject in (select unnest(${[...things]}::text[]))
  union all
  select 'queued', null, t.subject, q.id from unnest(${[...things]}::text[]) as t(subject) cross join lateral (
    select id from event_queue where customer_id is null and subject = t.subject order by id limit 1) q`;

/**
 * Of the new events of a batch, in the order they came, those that are to be routed: a flow begins with them, an enrolment of
 * the person listens for them, or they are orders of somebody who was in a flow or
 * has an arm of the global holdout. An event behind one that has still to be
 * routed is routed too: the earlier one may begin an enrolment that the later one ends.
 */
export function wantedOf<Event extends NewEvent>(events: readonly Event[], listeners: Listeners): Set<Event> {
  const wanted = new Set<Event>();
  const mine = new Set(events.map(({ place }) => place));
  const behind = new Set<string>();
  for (const event of events) {
    if (event.customer_id === null && event.subject === null) continue;
    const lane = laneOf(event);
    const first = listeners.firstQueued.get(lane);
    const isBehind =
      behind.has(lane) ||
      (first !== undefined && !mine.has(first) && (event.place === null || first < event.place));
    if (!listeners.locked.has(lane) || isBehind || isHeard(event, lane, listeners)) {
      wanted.add(event);
      behind.add(lane);
    }
  }
  return wanted;
}

function isHeard({ type, is_late }: NewEvent, lane: string, listeners: Listeners): boolean {
  if (type === null) return true;
  // Made for one flow, whatever begins that.
  const begins = listeners.triggers.has(type) || eventType(type)?.family === 'entry';
  return (
    (begins && !is_late) ||
    listenedAs(type).some((name) => listeners.heard.has(`${lane}/${name}`)) ||
    (isOrderEvent(type) && listeners.inFlows.has(lane))
  );
}
