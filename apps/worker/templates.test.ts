import { DAY, HOUR, MINUTE, SECOND, type Instant } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import { connect, type Database } from '@millrace/db';
import { compile, createStep, parseGraph, type Graph } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import { rehearse, takenAsDone } from '@millrace/rehearsal';
import { ingestEvents } from '@millrace/run/intake';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { createConnection, updateGuardrails } from '@millrace/services/settings';
import { connectShop, shopAdmin } from '@millrace/services/testing';
import { joinTeam } from '@millrace/services/testing/team';
import { enrolAudience } from '@millrace/services/triggers';
import { answerWork, listWork } from '@millrace/services/work';
import { TEMPLATES, type CastMember, type Template } from '@millrace/templates';
import { createTestDatabase, testTemporalAddress, type TestDatabase } from '@millrace/tools/testing';
import { scriptedMailServer, type ScriptedMailServer } from '@millrace/transport/testing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { asIntake, type ToTell } from './testing/cast-as-intake.ts';
import { createNamespace } from './testing/namespace.ts';
import { makeStore } from './testing/make-store.ts';
import { WorkerProcess } from './testing/worker-process.ts';

/** The whole of a flow passes in this real time; in more where minutes count, as in reminders of a cart. */
const REAL = 75 * SECOND;
const REAL_CART = 120 * SECOND;
/** Where people have deadlines that run as fast as everything else. */
const REAL_ASKED = 150 * SECOND;
/** In no time where nobody waits, and only the team is asked. */
const REAL_AT_ONCE = 10 * SECOND;
/** From the beginning of its preparation to the first event of a flow. */
const LEAD = 5 * SECOND;
const PREPARED_AT_ONCE = 3;
const ENDS = { timeout: 230_000, interval: 1_000 };
/** How often the team looks whether it is asked. */
const LOOKS = 400;
process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';

let database: TestDatabase;
let mail: ScriptedMailServer;
let db: Database;
let worker: WorkerProcess;
let shop: Awaited<ReturnType<typeof shopAdmin>>;
const secret = Buffer.alloc(32, 3);
const ended = new Map<string, Promise<Outcome>>();

beforeAll(async () => {
  database = await createTestDatabase();
  const temporalAddress = testTemporalAddress();
  const namespace = await createNamespace(temporalAddress);
  db = connect(database.url, { max: 6 });
  shop = await shopAdmin();
  mail = await scriptedMailServer();
  worker = new WorkerProcess({ databaseUrl: database.url, temporalAddress, namespace, secret });
  await worker.start();
  // They wait side by side, and are prepared a few at a time: those that wait longest first.
  const prepare = atMost(PREPARED_AT_ONCE);
  const longestFirst = TEMPLATES.toSorted((one, two) => realOf(two) - realOf(one));
  for (const template of longestFirst) ended.set(template.id, settled(takeThrough(template, prepare)));
}, 120_000);
afterAll(async () => {
  await worker.stop();
  await shop.close();
  await mail.close();
  await db.close();
  await database.drop();
});

const isAboutCarts = ({ needs }: Template) => needs.some(({ name }) => name === 'cart-abandoned');

/** Whether people are asked whose answer the flow waits for. */
const isAsking = ({ graph }: Template) =>
  graph.nodes.some(({ kind, config = {} }) => {
    const node = kinds[kind];
    const asks = node?.asks?.(node.config.parse(config) as never) ?? [];
    return (
      asks.some(({ capability }) => capability === 'open-work') &&
      (kind !== 'task' || config['waits'] === true)
    );
  });

function realOf(template: Template): number {
  if (!template.graph.nodes.some(({ kind }) => /^wait|^limited-loop/.test(kind))) return REAL_AT_ONCE;
  if (isAboutCarts(template)) return REAL_CART;
  return isAsking(template) ? REAL_ASKED : REAL;
}

type Turn = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Does so many things at a time, in the order in which they are asked for. */
function atMost(many: number): Turn {
  let free = many;
  const queue: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => queue.push(resolve));
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else free += 1;
    }
  };
}

/** Events that nothing outside tells: everybody is put in, or the clock does it. */
const BY_HAND = ['date-reached', 'audience-chosen'];
const OURS = [...BY_HAND, 'schedule-due'];

/** In two minutes, for a schedule that runs once a day. */
const soon = (now: Instant) => new Date(now + 1.2 * MINUTE).toISOString().slice(11, 16);

/** Everybody enters, and what runs by the clock runs soon. */
function ready(template: Template, now: Instant): Graph {
  const graph = parseGraph(template.graph);
  return {
    ...graph,
    settings: { ...graph.settings, holdout: 0 },
    nodes: graph.nodes.map((node) =>
      node.kind.startsWith('schedule') ? { ...node, config: { ...node.config, at: soon(now) } } : node,
    ),
  };
}

/** Steps that wait for what happens to the thing, or to the person, itself: it is told when they are there. */
const AWAITED = ['delivery', 'opens-it'];
const isAwaited = (way: string) => AWAITED.some((id) => way.split(' ').includes(id));

const isSoldOut = ({ products }: CastMember) =>
  Object.values(products ?? {}).some(({ stock }) => stock !== null && stock <= 0);

interface SureOne extends CastMember {
  readonly way: string;
  /** Milliseconds from entering to the end. */
  readonly lasts: number;
}

/** Those whose way depends on nothing that they do later, and on no draw. */
function sureOnes(template: Template, from: Instant): readonly SureOne[] {
  return Object.values(template.cast(from)).flatMap((member) => {
    const isThing = member.customer.email === null;
    if (Object.keys({ ...member.answers, ...member.calls }).length > 0) return [];
    // Reorder points come from weeks of orders, which nobody told here.
    if (Object.values(member.products ?? {}).some(({ toReorder }) => toReorder !== null)) return [];
    // Whoever is put in by hand is put in without a product, so one that is sold out stops nobody.
    if (
      member.events.some(
        ({ event }) => BY_HAND.includes(event.type) && event.productId !== null && isSoldOut(member),
      )
    )
      return [];
    const walked = ['', '-2', '-3', '-4', '-5'].map((suffix) => walk(template, member, suffix, from));
    const [{ way, lasts } = { way: '', lasts: 0 }] = walked;
    const later = member.events.filter(({ event }) => event.at > from).length;
    if (!isThing && later > (isAwaited(way) ? 1 : 0)) return [];
    // A thing lives in real time: it ends at once, or by something that happens to it.
    if (isThing && lasts > 0 && !(isAwaited(way) && later > 0)) return [];
    return [{ ...member, lasts, way: new Set(walked.map((one) => one.way)).size === 1 ? way : '' }];
  });
}

/** The steps somebody reaches in a rehearsal, and how long that takes in milliseconds. */
function walk(template: Template, member: CastMember, suffix: string, from: Instant) {
  const nodes: (string | null)[] = [];
  let lasts = 0;
  rehearse({
    plan: compile(parseGraph(template.graph), kinds),
    step: createStep(kinds),
    store: {
      name: 'Shop',
      currency: 'EUR',
      zone: 'Europe/Berlin',
      url: 'https://shop.example',
      marginFloor: 0.15,
      assumedCostShare: 0.5,
      shippingCost: 500,
      freeShippingFrom: null,
    },
    from,
    until: from + (template.lastsDays + 30) * DAY,
    people: [{ ...member, customer: { ...member.customer, id: `${member.customer.id}${suffix}` } }],
    host: { heldOut: () => false, act: ({ call }) => takenAsDone(call) },
    onEnrolment: ({ trace, enteredAt, endedAt }) => {
      nodes.push(...trace.filter(({ what }) => what === 'entered').map(({ node }) => node));
      lasts = Math.max(lasts, (endedAt ?? Infinity) - enteredAt);
    },
  });
  return { way: nodes.join(' '), lasts };
}

interface Entry {
  readonly id: string;
  readonly who: string | null;
  readonly reason: string | null;
  readonly way: string;
  readonly at: string;
}

const entriesOf = (context: Context) =>
  context.db.inWorkspace(
    context.workspaceId,
    (tx) => tx<Entry[]>`select e.id, c.email as who, e.end_reason as reason, e.cursor->>'node' as at,
      (select string_agg(t.node, ' ' order by t.seq, t.ordinal) from traces t
        where t.enrolment_id = e.id and t.what = 'entered') as way
      from enrolments e left join customers c on c.id = e.customer_id order by 2, 1`,
  );

/** Says yes to what the team is asked, as soon as it is asked. */
async function answerAll(context: Context): Promise<void> {
  for (const { id, kind } of (await listWork(context, {})).items) {
    const answer = kind === 'tasks' ? 'done' : 'approved';
    await answerWork(context, { id, answer }).catch(() => undefined);
  }
}

/** What is there to see when everybody has reached an end. */
interface Taken {
  readonly people: readonly SureOne[];
  readonly entries: readonly Entry[];
  readonly unsent: readonly { readonly node: string; readonly sentence: string | null }[];
  readonly undone: readonly {
    readonly node: string;
    readonly status: string;
    readonly reason: string | null;
  }[];
  readonly sent: number;
}
type Outcome = { readonly taken: Taken } | { readonly error: unknown };

/** So that one that fails is reported by its own test. */
const settled = (taken: Promise<Taken>): Promise<Outcome> =>
  taken.then(
    (value) => ({ taken: value }),
    (error: unknown) => ({ error }),
  );

/** A store for it, and the source of its events. */
async function storeFor(template: Template): Promise<{ readonly context: Context; readonly source: string }> {
  const context = await makeStore(db, secret, {
    fromEmail: 'shop@example.com',
    tiers: [{ name: 'Gold', from: 1_000 }],
  });
  // Hours pass in a second here, and a text must not be late because of that.
  await updateGuardrails(context, {
    settings: {
      'quiet-hours': { on: false },
      'frequency-cap': { on: false },
      'sms-cart-rule': { withinHours: 96 },
    },
  });
  await joinTeam(database, { context }, `Olga of ${template.id}`, 'owner');
  const asks = (what: string) => template.graph.nodes.some(({ kind }) => kind === what);
  const isOfShop = template.graph.nodes.some((node) => node.config?.['inStore'] === true);
  // The shop of the test makes codes and tags; all else that a shop does is given to a person.
  const connected = isOfShop || asks('discount-code') ? await connectShop(context, shop.url) : 'api';
  const { host, port } = mail.server;
  const config = { host, port, security: 'none', fromAddress: 'shop@example.com', fromName: 'Shop' };
  await createConnection(context, { connector: 'smtp', config });
  // Tags are changed at customers whom the shop has reported.
  return { context, source: isOfShop ? connected : 'api' };
}

async function takeThrough(template: Template, prepare: Turn): Promise<Taken> {
  const { context, people, later } = await prepare(() => enter(template));
  const somebody = people.filter(({ customer }) => customer.email !== null).length;
  const team = isAsking(template) ? setInterval(() => void answerAll(context), LOOKS) : undefined;
  let before = 0;
  await vi
    .waitUntil(async () => {
      const entries = await entriesOf(context);
      const open = entries.filter(({ reason }) => reason === null);
      // Told before somebody has come to wait for it, it would be missed.
      const areIn = entries.length >= Math.max(1, somebody) && entries.length === before;
      before = entries.length;
      if (areIn && open.length > 0 && open.every(({ at }) => AWAITED.includes(at))) await later();
      return open.length === 0 && entries.length >= Math.max(1, somebody);
    }, ENDS)
    .finally(() => clearInterval(team));
  return { people, entries: await entriesOf(context), ...(await leftOpen(context)) };
}

/** A store with a past, the flow live in it, and what lets its people in. */
async function enter(template: Template) {
  const { context, source: id } = await storeFor(template);
  const from = Date.now() + LEAD;
  const people = sureOnes(template, from);
  const longest = Math.max(...people.map(({ lasts }) => lasts).filter(Number.isFinite), HOUR);
  const source = { id, clock: { pace: Math.ceil(longest / realOf(template)), anchor: from } };
  // Clicks and opens of messages are told by Millrace itself.
  const isInternal = ({ event }: ToTell) => String(event['type']).startsWith('message-');
  const tell = async (told: readonly ToTell[]) => {
    for (const internal of [false, true]) {
      const events = told.filter((one) => isInternal(one) === internal).map(({ event }) => event);
      if (events.length === 0) continue;
      const { refused } = await ingestEvents(context, { ...source, internal }, events);
      if (refused[0]) throw new Error(`${template.id}: ${refused[0].problem}`);
    }
  };
  const all = people.flatMap((member) => asIntake(member, from)).toSorted((one, two) => one.at - two.at);
  const sendable = all.filter(({ event }) => !OURS.includes(String(event['type'])));
  const soonAfter = from + 2 * SECOND;
  // What they are and bought before is known before the flow is live.
  await tell(sendable.filter(({ at }) => at < from));
  const flow = await createFlow(context, { name: template.id, graph: ready(template, Date.now()) });
  await publishFlow(context, { id: flow.id });
  // At once, because a second is half a day for some, and what is a day old lets nobody in.
  for (const [after, until] of [
    [from - 1, from],
    [from, soonAfter],
  ] as const) {
    await vi.waitUntil(() => Date.now() >= until, { timeout: 2 * LEAD, interval: 20 });
    const due = sendable.filter(({ at }) => at > after && at <= until);
    if (due.length > 0) await tell(due);
  }
  if (all.some(({ event }) => BY_HAND.includes(String(event['type']))))
    await enrolAudience(context, { flow: flow.id });
  const rest = sendable.filter(({ at }) => at > soonAfter);
  const later = async () => {
    for (const { at, event } of rest.splice(0))
      await tell([{ at, event: { ...event, occurredAt: new Date().toISOString() } }]);
  };
  return { context, people, later };
}

const leftOpen = (context: Context): Promise<Pick<Taken, 'unsent' | 'undone' | 'sent'>> =>
  context.db.inWorkspace(context.workspaceId, async (tx) => ({
    unsent: await tx<{ node: string; sentence: string | null }[]>`
      select node, sentence from messages where status <> 'sent'`,
    sent: (await tx`select 1 from messages where status = 'sent'`).length,
    // What no connected system can do was given to a person, and done by them.
    undone: await tx<{ node: string; status: string; reason: string | null }[]>`
      select node, status, reason from calls where status not in ('done', 'sent')
        and reason is distinct from 'connection-missing'`,
  }));

test.each(TEMPLATES.map((template) => [template.id, template] as const))(
  '%s goes once through Temporal: everybody ends, every message is sent, every action is done',
  async (id, { channels }) => {
    const outcome = (await ended.get(id))!;
    if ('error' in outcome) throw outcome.error;
    const { people, entries, unsent, undone, sent } = outcome.taken;
    expect(people.length).toBeGreaterThan(0);
    expect(new Set(entries.map(({ reason }) => reason))).toEqual(new Set(['completed']));
    for (const { customer, way } of people) {
      if (customer.email === null || way === '') continue;
      const entry = entries.find(({ who }) => who === `${customer.id}@example.com`);
      expect([customer.id, entry?.way]).toEqual([customer.id, way]);
    }
    expect(unsent).toEqual([]);
    expect(undone).toEqual([]);
    expect(sent > 0).toBe(channels.length > 0);
  },
  290_000,
);
