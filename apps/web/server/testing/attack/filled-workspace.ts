import type { Context } from '@millrace/core/verb';
import { newId } from '@millrace/db';
import { keepReportDays } from '@millrace/run/reports';
import { cloneTemplate, createFlow, publishFlow } from '@millrace/services/flows';
import {
  createApiKey,
  createConnection,
  updateGuardrails,
  useKillSwitch as setKillSwitch,
} from '@millrace/services/settings';
import { changeListMembers, createSegment } from '@millrace/services/segments';
import { saveAsTemplate } from '@millrace/services/own-templates';
import { updateReturnPolicy } from '@millrace/services/returns';
import { changeVariant, proposeVariants, updateBrand } from '@millrace/services/writing';
import { createForm, saveStorefront } from '@millrace/services/storefront';
import {
  cartTrigger,
  connectShop,
  email,
  graphOf,
  node,
  shopOf,
  upload,
  VirtualHost,
  wait,
  type TestStore,
} from '@millrace/services/testing';
import { authDatabase } from '../../auth/auth-database.ts';
import { addPerson } from '../../auth/first-owner.ts';
import * as tables from '../../auth/tables.ts';
import type { Ids } from './example.ts';

/** Fills a workspace with one object of every kind, all named by a unique word. @returns their ids */
export async function fillWorkspace(store: TestStore, context: Context, word: string): Promise<Ids> {
  const own: TestStore = { ...store, context };
  const shop = shopOf(own);
  const host = new VirtualHost(own);
  const named = { firstName: word, lastName: word, phone: '+14155550123', [word]: word };
  await updateGuardrails(context, {
    settings: { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } },
  });
  const graph = graphOf([
    cartTrigger(),
    email('mail'),
    node('tag', 'update-profile', { do: 'add-tag', tag: word }),
    wait('pause', 3, 'days'),
    node('end', 'end'),
  ]);
  const flow = await createFlow(context, { name: word, graph });
  await publishFlow(context, { id: flow.id, note: word });
  // A shop that can make codes, at a port where nothing listens, so that its requests wait.
  await connectShop(context, 'http://127.0.0.1:99');
  const clever = await cloneTemplate(context, { template: 'abandoned-cart-ai', name: `${word} clever` });
  await publishFlow(context, { id: clever.id });
  await shop.send('checkout-started', shop.person(word, named), {
    cartId: `cart-${word}`,
    currency: 'USD',
    lines: [{ productId: word, title: word, price: '80.00' }],
  });
  await host.pass(20 * 60_000);
  await shop.send(
    'order-placed',
    { email: `${word}@example.com` },
    { orderId: word, currency: 'USD', lines: [{ productId: word, title: word, price: '80.00' }] },
  );
  // An order at the same instant as the cart completes the cart.
  await host.pass(60_000);
  await shop.send('checkout-started', shop.person(word, named), {
    cartId: `again-${word}`,
    currency: 'USD',
    lines: [{ productId: word, title: word, price: '80.00' }],
  });
  await host.pass(20 * 60_000);
  const config = { shopDomain: `${word}.myshopify.com`, webhookSecret: `a-secret-of-${word}` };
  const connection = await createConnection(context, { connector: 'shopify', name: word, config });
  const key = await createApiKey(context, { name: word, scopes: ['events:write'] });
  await setKillSwitch(context, { scope: 'flow', target: flow.id, on: true, reason: word });
  const imported = await upload(context, 'customers', `email,first name\n${word}-2@example.com,${word}\n`);
  const ownTemplate = await saveAsTemplate(context, { flow: flow.id, name: word, purpose: word });
  await updateBrand(context, {
    voice: word,
    forbidden: [`forbidden ${word}`],
    claims: [word],
    facts: [word],
  });
  const {
    added: [proposal],
  } = await proposeVariants(context, { flow: flow.id, node: 'mail', facts: [word], writer: 'patterns' });
  await changeVariant(context, { proposal: proposal!, approved: true });
  const segment = await createSegment(context, {
    name: word,
    description: word,
    condition: { fact: 'customer.ordersCount', operator: 'at-least', value: 1 },
  });
  const list = await createSegment(context, { name: `List ${word}`, description: word, condition: null });
  await changeListMembers(context, { id: list.id, do: 'put-on', people: [`${word}-2@example.com`] });
  await askForWork(context, word);
  await decideTickets(context, word);
  await shop.send('stop-and-ask', shop.person(`asked-${word}`, { firstName: word }), {});
  await shop.send('ticket-opened', shop.person(`asked-${word}`, { firstName: word }), {
    ticketId: word,
    text: `Where is my order ${word}?`,
  });
  await host.settle();
  await saveStorefront(context, { origins: [`https://${word}.example`] });
  const settings = {
    heading: word,
    button: word,
    consentWords: word,
    thanks: word,
    mailSubject: word,
    mailText: word,
    mailButton: word,
  };
  const form = await createForm(context, { kind: 'sign-up', name: word, settings });
  await store.db.inWorkspace(
    context.workspaceId,
    (tx) => tx`insert into storefront_submissions (id, workspace_id, form_id, email, expires_at)
      values (${newId()}, ${context.workspaceId}, ${form.id}, ${`${word}-3@example.com`}, now() + interval '7 days')`,
  );
  await store.db.inWorkspace(
    context.workspaceId,
    (tx) => tx`insert into browsers (id, workspace_id, customer_id, endpoint, p256dh, auth, name)
      select ${newId()}, ${context.workspaceId}, id, ${`https://push.example/${word}`}, ${word}, ${word}, ${word}
      from customers limit 1`,
  );
  const returned = newId();
  await updateReturnPolicy(context, { policy: { on: true, contact: `${word}@example.com` } });
  await store.db.inWorkspace(
    context.workspaceId,
    (
      tx,
    ) => tx`insert into returns (id, workspace_id, order_id, customer_id, number, state, items, wish, answer, rule,
        why, requested_at)
      select ${returned}, ${context.workspaceId}, id, customer_id, ${`R-${word}`}, 'requested',
        ${tx.json([{ productId: word, variantId: null, title: word, variant: null, image: null, sku: word, quantity: 1, price: 1, reason: word, reasonLabel: word, text: word, answer: 'accepted', rule: 'within-policy', sentence: word }])},
        'refund', 'accepted', 'within-policy', ${word}, now()
      from orders where customer_id is not null limit 1`,
  );
  const anomaly = newId();
  await store.db.inWorkspace(
    context.workspaceId,
    (
      tx,
    ) => tx`insert into anomalies (id, workspace_id, metric, thing, name, day, last_day, direction, is_worse, value,
        expected, lower, upper, deviations, compared, points, causes, found_at)
      values (${anomaly}, ${context.workspaceId}, 'product-sales', ${word}, ${word}, '2026-11-26', '2026-11-26', 'low',
        true, 1, 20, 10, 30, -5, 90, ${tx.json([{ day: '2026-11-26', value: 1, expected: 20, lower: 10, upper: 30 }])},
        ${tx.json([{ kind: 'out-of-stock', sentence: `${word} is out of stock.`, thing: word }])}, now())`,
  );
  await store.db.inWorkspace(
    context.workspaceId,
    (tx) => tx`insert into entry_counts (workspace_id, next_at, counted_at)
      values (${context.workspaceId}, now(), now())`,
  );
  await store.db.inWorkspace(context.workspaceId, async (tx) => {
    const forecast = {
      version: 1,
      by: 'rule',
      perDay: 2,
      lower: 1,
      upper: 3,
      error: 0.5,
      variance: 2,
      weekdays: null,
      months: null,
      sentence: word,
    };
    await tx`insert into product_forecasts (workspace_id, product_id, model, forecast, per_day, made_at)
      select ${context.workspaceId}, id, 'product-demand', ${tx.json(forecast)}, 2, now() from products limit 1`;
    await tx`insert into stock_turns (workspace_id, product_id, stock_before, stock_after)
      select ${context.workspaceId}, id, 0, 5 from products limit 1`;
  });
  await store.db.inWorkspace(
    context.workspaceId,
    (
      tx,
    ) => tx`insert into reorder_dates (workspace_id, customer_id, product_id, model, title, bought_on, due_on, from_on,
        until_on, chance, predicted_at)
      select ${context.workspaceId}, id, ${word}, 'reorder-date', ${word}, '2026-10-01', '2026-11-01', '2026-10-20',
        '2026-11-20', 0.8, now() from customers limit 1`,
  );
  const period = newId();
  await store.db.inWorkspace(context.workspaceId, async (tx) => {
    await tx`insert into holdout_periods (id, workspace_id, share, started_at)
      values (${period}, ${context.workspaceId}, 0.1, now())`;
    await tx`insert into holdout_people (workspace_id, period_id, customer_id, held_out, assigned_at)
      select ${context.workspaceId}, ${period}, id, true, now() from customers limit 1`;
    await tx`insert into holdout_sums (workspace_id, period_id, held_out, shard, people)
      values (${context.workspaceId}, ${period}, true, 0, 1)`;
  });
  await keepReportDays(store.db, Date.now, onTrouble, 1);
  const outsideFlow = newId();
  await store.db.inWorkspace(
    context.workspaceId,
    (
      tx,
    ) => tx`insert into outside_flows (id, workspace_id, origin, external_id, system, name, graph, problem, left_out)
      values (${outsideFlow}, ${context.workspaceId}, ${word}, ${word}, ${word}, ${word}, ${tx.json(graph as never)}, ${word},
        ${tx.json([{ step: word, why: word, next: word }])})`,
  );
  const person = await addSomebody(context, `spare-${word}`, 'viewer', null);
  const first = await store.db.inWorkspace(context.workspaceId, async (tx) => {
    const one = async (query: PromiseLike<readonly unknown[]>) =>
      ((await query)[0] as { id: string } | undefined)?.id ?? newId();
    return {
      customer: await one(tx`select id from customers order by created_at limit 1`),
      cart: await one(tx`select id from carts order by created_at limit 1`),
      order: await one(tx`select id from orders limit 1`),
      enrolment: await one(
        tx`select id from enrolments where ended_at is null order by entered_at desc limit 1`,
      ),
      message: await one(tx`select id from messages where sent_at is not null limit 1`),
      decision: await one(tx`select id from decisions where model = 'ticket-class' limit 1`),
      call: await one(tx`select id from calls where status = 'done' limit 1`),
      work: await one(tx`select id from work_items where awaited limit 1`),
    };
  });
  return {
    ...first,
    flow: flow.id,
    connection: connection.id,
    key: key.id,
    import: imported.id,
    segment: segment.id,
    ownTemplate: ownTemplate.id,
    proposal: proposal!,
    proposals: proposal!,
    list: list.id,
    anomaly,
    outsideFlow,
    return: returned,
    form: form.id,
    person,
    template: 'abandoned-cart-classic',
  };
}

const onTrouble = (error: unknown): never => {
  throw error;
};

/** A flow that asks for an approval. */
async function askForWork(context: Context, word: string): Promise<void> {
  const asks = graphOf(
    [
      node('trigger', 'event-trigger', { event: 'stop-and-ask' }),
      node('ask', 'approval', { title: word, details: word, risk: word }),
      node('end', 'end'),
    ],
    { holdout: 0 },
    ['trigger:next>ask', ...['approved', 'sent-back', 'nobody'].map((port) => `ask:${port}>end`)],
  );
  const flow = await createFlow(context, { name: `${word} asks`, graph: asks });
  await publishFlow(context, { id: flow.id });
}

/** A flow that decides what tickets are about. */
async function decideTickets(context: Context, word: string): Promise<void> {
  const drawn = graphOf(
    [
      node('trigger', 'event-trigger', { events: ['ticket-opened'], key: 'ticket' }),
      node('about', 'decide-ticket-class', { classes: [] }),
      node('end', 'end'),
    ],
    { holdout: 0 },
    ['trigger:next>about', 'about:else>end', 'about:unsure>end'],
  );
  const flow = await createFlow(context, { name: `${word} tickets`, graph: { ...drawn, subject: 'ticket' } });
  await publishFlow(context, { id: flow.id });
}

/** Adds a user to a workspace, with or without a password. @returns their id */
export async function addSomebody(
  { workspaceId }: Context,
  name: string,
  role: string,
  hashedPassword: string | null,
): Promise<string> {
  await authDatabase()
    .insert(tables.organization)
    .values({ id: workspaceId, name: workspaceId, slug: workspaceId })
    .onConflictDoNothing();
  return addPerson(authDatabase(), { workspaceId, email: `${name}@example.com`, name, role, hashedPassword });
}

/** A digest of the rows of a workspace for each table. A different digest means that a row changed. */
export async function contentsOf(
  store: TestStore,
  workspaceId: string,
): Promise<Readonly<Record<string, string>>> {
  const found = await store.db.sql<{ name: string }[]>`
    select c.relname as name
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    order by 1`;
  return store.db.inWorkspace(workspaceId, async (tx) => {
    const digests: Record<string, string> = {};
    for (const { name } of found) {
      const [row] = await tx<
        { digest: string }[]
      >`select count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from ${tx(name)} t`;
      digests[name] = row?.digest ?? '';
    }
    return digests;
  });
}
