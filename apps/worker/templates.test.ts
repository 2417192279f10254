import { DAY, MINUTE, SECOND, type Instant } from '@millrace/base';
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
const ENDS = { timeout: 230_000, interval: 500 };
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
  // All at once: they wait most of the time.
  for (const template of TEMPLATES) ended.set(template.id, settled(takeThrough(template)));
}, 120_000);
afterAll(async () => {
  await worker.stop();
  await shop.close();
  await mail.close();
  await db.close();
  await database.drop();
});

const isAboutCarts = ({ needs }: Template) => needs.some(({ name }) => name === 'cart-abandoned');

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

/** Those whose way depends on nothing that they do later, and on no draw. */
function sureOnes(template: Template, from: Instant): readonly (CastMember & { readonly way: string })[] {
  return Object.values(template.cast(from)).flatMap((member) => {
    const isThing = member.customer.email === null;
    if (Object.keys({ ...member.answers, ...member.calls }).length > 0) return [];
    const walked = ['', '-2', '-3', '-4', '-5'].map((suffix) => walk(template, member, suffix, from));
    const [{ way, lasts } = { way: '', lasts: 0 }] = walked;
    const later = member.events.filter(({ event }) => event.at > from).length;
    if (!isThing && later > (isAwaited(way) ? 1 : 0)) return [];
    // A thing lives in real time: it ends at once, or by something that happens to it.
    if (isThing && lasts > 0 && !(isAwaited(way) && later > 0)) return [];
    return [{ ...member, way: new Set(walked.map((one) => one.way)).size === 1 ? way : '' }];
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
  readonly people: readonly (CastMember & { readonly way: string })[];
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
  const connected = await connectShop(context, shop.url);
  const { host, port } = mail.server;
  const config = { host, port, security: 'none', fromAddress: 'shop@example.com', fromName: 'Shop' };
  await createConnection(context, { connector: 'smtp', config });
  // Tags are changed at customers whom the shop has reported.
  const isOfShop = template.graph.nodes.some((node) => node.config?.['inStore'] === true);
  return { context, source: isOfShop ? connected : 'api' };
}

async function takeThrough(template: Template): Promise<Taken> {
  const { context, source: id } = await storeFor(template);
  const from = Date.now() - 5 * SECOND;
  const people = sureOnes(template, from);
  const real = isAboutCarts(template) ? REAL_CART : REAL;
  const source = { id, clock: { pace: (template.lastsDays * DAY) / real, anchor: from } };
  const tell = async (told: readonly ToTell[]) => {
    const events = told.map(({ event }) => event);
    // Clicks and opens of messages are told by Millrace itself.
    const internal = events.some(({ type }) => String(type).startsWith('message-'));
    const { refused } = await ingestEvents(context, { ...source, internal }, events);
    if (refused[0]) throw new Error(`${template.id}: ${refused[0].problem}`);
  };
  const told = people.map((member) => asIntake(member, from).toSorted((one, two) => one.at - two.at));
  const isOurs = ({ event }: ToTell) => OURS.includes(String(event['type']));
  const sendable = told.map((list) => list.filter((one) => !isOurs(one)));
  const soonAfter = from + 2 * SECOND;
  // What they are and bought before is known before the flow is live.
  for (const list of sendable) await tell(list.filter(({ at }) => at < from));
  const flow = await createFlow(context, { name: template.id, graph: ready(template, Date.now()) });
  await publishFlow(context, { id: flow.id });
  for (const list of sendable) await tell(list.filter(({ at }) => at >= from && at <= soonAfter));
  if (told.some((list) => list.some(({ event }) => BY_HAND.includes(String(event['type'])))))
    await enrolAudience(context, { flow: flow.id });

  const somebody = people.filter(({ customer }) => customer.email !== null).length;
  const later = sendable.map((list) => list.filter(({ at }) => at > soonAfter));
  await vi.waitUntil(async () => {
    await answerAll(context);
    const entries = await entriesOf(context);
    const open = entries.filter(({ reason }) => reason === null);
    if (open.length > 0 && open.every(({ at }) => AWAITED.includes(at)))
      for (const list of later)
        for (const { at, event } of list.splice(0))
          await tell([{ at, event: { ...event, occurredAt: new Date().toISOString() } }]);
    return open.length === 0 && entries.length >= Math.max(1, somebody);
  }, ENDS);
  return { people, entries: await entriesOf(context), ...(await leftOpen(context)) };
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
