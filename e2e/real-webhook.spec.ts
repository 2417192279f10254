import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { rest, type FlowAnswer, type Listed, type MessageAnswer } from './rest.ts';
import { deliver, example, type Hook } from './shopify.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });

const run = randomBytes(4).toString('hex');
const email = `kim-${run}@example.org`;
const secret = `shpss_${randomBytes(12).toString('hex')}`;
const shop = `harbour-${run}.myshopify.com`;
let hook: Hook;
let flow: FlowAnswer;

/** A time zone where it is noon now, so that quiet hours let a message pass. */
function zoneAtNoon(): string {
  const zones = [
    'Pacific/Auckland',
    'Asia/Tokyo',
    'Asia/Kolkata',
    'Europe/Berlin',
    'America/Sao_Paulo',
    'America/Denver',
    'Pacific/Honolulu',
  ];
  const hour = (zone: string) =>
    Number(new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' }).format());
  return zones.reduce((best, zone) => (Math.abs(hour(zone) - 14) < Math.abs(hour(best) - 14) ? zone : best));
}

/** Sets in the settings how long a cart must be idle. */
async function setAbandonMinutes(page: Page, minutes: string): Promise<void> {
  await page.goto('/settings/store');
  const field = page.getByRole('textbox', { name: 'A cart is abandoned after' });
  await expect(field).not.toHaveValue('');
  if ((await field.inputValue()) === minutes) return;
  await field.fill(minutes);
  await field.blur();
  await page.getByRole('button', { name: /^Save/ }).click();
  await expect(page.getByRole('button', { name: /^Save/ })).toBeHidden();
}

const fresh = (changes: object = {}) => ({ run, now: Date.now(), email, shop, ...changes });
interface Person {
  readonly id: string;
  readonly ordersCount: number;
  readonly consent: Readonly<Record<string, { readonly state: string }>>;
}
const person = async () =>
  (await rest<Listed<Person>>('GET', `/customers?email=${encodeURIComponent(email)}`)).items[0];
const story = async () => {
  const all = await rest<Listed<{ id: string; type: string }>>(
    'GET',
    `/customers/${(await person())?.id}/timeline?limit=200`,
  );
  return all.items.filter((item) => item.type === 'event').map((item) => item.id);
};
const enrolments = async () =>
  (
    await rest<Listed<{ id: string; state: string; endReason: string | null }>>(
      'GET',
      `/flows/${flow.id}/enrolments?customer=${(await person())?.id}`,
    )
  ).items;
const messages = async () =>
  (await rest<Listed<MessageAnswer>>('GET', `/messages?flow=${flow.id}&customer=${(await person())?.id}`))
    .items;

test('a Shopify store is connected in the settings, and only signed webhooks are accepted', async ({
  page,
}) => {
  await page.goto('/settings/connections');
  await page.getByRole('button', { name: 'Connect Shopify' }).click();
  const form = page.getByRole('dialog', { name: 'Connect Shopify' });
  await form.getByLabel('Name here').fill(`Harbour Lane ${run}`);
  await form.getByLabel('Shop address').fill(shop);
  await form.getByLabel('Webhook secret', { exact: true }).fill(secret);
  await form.getByRole('button', { name: 'Connect Shopify' }).click();
  const steps = page.getByRole('region', { name: 'In Shopify' });
  const url = (await steps.locator('code').filter({ hasText: '/hooks/' }).textContent()) ?? '';
  expect(url).toContain('/hooks/shopify/');
  hook = { url, secret };

  const kim = example('customers/create', fresh());
  expect(await deliver({ url, secret: `${secret}-wrong` }, kim)).toMatchObject({ status: 401 });
  expect(await person()).toBeUndefined();
  expect(await deliver(hook, kim)).toMatchObject({ status: 200 });
  expect(await person()).toMatchObject({ email, firstName: 'Maya' });
});

test('a person who leaves a cart enters the flow and gets its e-mail within seconds', async ({ page }) => {
  const customer = await person();
  await rest('PUT', `/customers/${customer?.id}`, { zone: zoneAtNoon() });
  await setAbandonMinutes(page, '0.05');
  flow = await rest<FlowAnswer>('POST', '/flows', { name: `Real cart ${run}`, graph: cartFlow() });
  await rest('POST', `/flows/${flow.id}/publish`, {});

  for (const topic of ['carts/create', 'checkouts/create', 'checkouts/update'])
    expect(await deliver(hook, example(topic, fresh()))).toMatchObject({ status: 200 });
  // Resets the time for the demo shop's carts. This cart got its own when it came.
  await setAbandonMinutes(page, '15');
  await expect.poll(async () => (await enrolments()).length, { timeout: 30_000 }).toBe(1);
  await expect.poll(async () => (await messages())[0]?.status, { timeout: 30_000 }).toBe('sent');
  expect(await messages()).toMatchObject([{ to: email, subject: 'Maya, your cart is kept' }]);
});

test('a repeated webhook changes nothing', async () => {
  const again = example('checkouts/update', fresh());
  expect(await deliver(hook, again)).toMatchObject({ status: 200 });
  const before = await story();
  expect(await deliver(hook, again)).toMatchObject({ status: 200 });
  expect(await story()).toEqual(before);
  expect(await enrolments()).toHaveLength(1);
});

test('an order of that cart ends the enrolment', async () => {
  expect(await deliver(hook, example('orders/create', fresh()))).toMatchObject({ status: 200 });
  await expect
    .poll(async () => (await enrolments())[0], { timeout: 30_000 })
    .toMatchObject({ state: 'exited', endReason: 'exit:order-placed' });
  expect(await person()).toMatchObject({ ordersCount: 1 });
});

test('the link in the message unsubscribes the customer, and the customer page says so', async ({
  page,
  browser,
}) => {
  const [message] = await messages();
  const { links } = await rest<{ links: { unsubscribe: string } }>('GET', `/messages/${message?.id}`);
  const visitor = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const theirs = await visitor.newPage();
  await theirs.goto(links.unsubscribe);
  await theirs.getByRole('button', { name: 'Unsubscribe' }).click();
  await expect(theirs.getByRole('heading', { name: 'You are unsubscribed' })).toBeVisible();
  await visitor.close();
  await expect.poll(async () => (await person())?.consent['email']?.state).toBe('unsubscribed');
  await page.goto(`/customers/${message?.customerId}`);
  await expect(page.getByText('Unsubscribed').first()).toBeVisible();
  await rest('POST', `/flows/${flow.id}/stop`);
});

function cartFlow(): object {
  const content = {
    subject: '{{ customer.firstName | default: "There" }}, your cart is kept',
    blocks: [
      { type: 'text', text: 'It is still here.' },
      { type: 'cart' },
      { type: 'button', label: 'Back to my cart', link: '{{ cart.recoveryUrl | default: store.url }}' },
      { type: 'footer' },
    ],
  };
  return {
    schemaVersion: 1,
    subject: 'customer',
    nodes: [
      {
        id: 'trigger',
        kind: 'event-trigger',
        config: {
          event: 'cart-abandoned',
          key: 'cart',
          reentry: { rule: 'once-per-key' },
          exits: [{ event: 'order-placed', match: 'cart' }],
        },
      },
      { id: 'moment', kind: 'wait', config: { duration: { amount: 0.05, unit: 'minutes' } } },
      { id: 'mail', kind: 'send-email', config: { content } },
      { id: 'day', kind: 'wait', config: { duration: { amount: 1, unit: 'days' } } },
      { id: 'end', kind: 'end', config: {} },
    ],
    edges: [
      ['trigger', 'moment'],
      ['moment', 'mail'],
      ['mail', 'day'],
      ['day', 'end'],
    ].map(([from, to]) => ({ id: `${from}.next`, from, port: 'next', to })),
    settings: { holdout: 0 },
  };
}
