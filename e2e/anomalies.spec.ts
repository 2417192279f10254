import { rest, type FlowAnswer, type Listed } from './rest.ts';
import { expect, test } from './test.ts';

test.describe.configure({ mode: 'serial' });

interface Anomaly {
  readonly id: string;
  readonly title: string;
  readonly seenAt: string | null;
}
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The zone of the demo shop, whose days are looked at. */
const ZONE = 'America/New_York';
const anomalies = async () => (await rest<Listed<Anomaly>>('GET', '/anomalies')).items;
const NAME = 'Sales drop';

/** A product that is out of stock, and orders of 100 whole days: about 60 a day, and 6 on the last. */
async function trade(): Promise<void> {
  // A day is looked at an hour after its end, where the store is.
  const today = Date.parse(new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(Date.now() - HOUR));
  await rest('POST', '/events', {
    id: 'anomaly-lamp',
    type: 'product-updated',
    properties: { productId: 'lamp', title: 'Lamp', price: '40.00', stock: 0 },
  });
  const events = Array.from({ length: 100 }, (_, index) => index + 1).flatMap((age) =>
    Array.from({ length: age === 1 ? 6 : 56 + ((age * 7) % 9) }, (_, order) => {
      const id = `anomaly-${age}-${order}`;
      // In the afternoon of UTC, which is the middle of the day in the store.
      const at = today - age * DAY + 17 * HOUR + order * 60_000;
      return {
        id,
        type: 'order-placed',
        occurredAt: new Date(at).toISOString(),
        properties: {
          orderId: id,
          placedAt: new Date(at).toISOString(),
          lines: [{ productId: 'lamp', title: 'Lamp', quantity: 1, price: '40.00' }],
        },
      };
    }),
  );
  for (let from = 0; from < events.length; from += 500)
    await rest('POST', '/events', events.slice(from, from + 500));
}

test('a flow is started by chosen numbers, from the panel', async ({ page }) => {
  const { id } = await rest<FlowAnswer>('POST', '/flows', { name: NAME });
  await page.goto(`/flows/${id}`);
  await page.locator('[data-step]').filter({ hasText: 'Choose what lets people in' }).click();
  const panel = page.getByRole('complementary', { name: /^Settings of/ });
  await panel.getByRole('combobox', { name: 'The flow is about' }).click();
  await page.getByRole('option', { name: /^The store/ }).click();
  await panel.getByRole('combobox', { name: 'It begins with' }).click();
  await page.getByRole('option', { name: /^A number is unusual/ }).click();
  const numbers = panel.getByRole('combobox', { name: 'Numbers' });
  await numbers.fill('orders');
  await page.getByRole('option', { name: 'Orders', exact: true }).click();
  await expect(page.locator('[data-step]').filter({ hasText: 'Orders: worse than usual' })).toBeVisible();
  await page
    .getByRole('button', { name: /^End here/ })
    .first()
    .click();
  await expect
    .poll(async () => {
      const { nodes, edges } = (await rest<FlowAnswer>('GET', `/flows/${id}`)).graph;
      return { numbers: nodes.map((node) => node.config['numbers']), edges: edges.length };
    })
    .toEqual({ numbers: [['orders'], undefined], edges: 1 });
  expect((await rest<{ state: string }>('POST', `/flows/${id}/publish`, {})).state).toBe('live');
});

test('a drop of the orders is found, told on Home and explained', async ({ page }) => {
  test.setTimeout(180_000);
  await trade();
  await page.goto('/anomalies');
  await expect(page.getByRole('heading', { level: 1, name: 'Anomalies' })).toBeVisible();
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect
    .poll(async () => (await anomalies()).map(({ title }) => title), { timeout: 90_000 })
    .toContain('Orders');
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: 'Orders', exact: true }) });
  await expect(row).toContainText('New', { timeout: 30_000 });
  await expect(row.getByRole('img', { name: 'Lower than usual' })).toBeVisible();

  await page.goto('/');
  await page.getByRole('link', { name: /^Orders: \d+ on .* Usual is between/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Orders' })).toBeVisible();
  await expect(page.getByRole('img', { name: /^Orders: \d+ on .* was expected, between/ })).toBeVisible();
  await expect(page.getByText(/Compared with \d+ earlier days/)).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'Lamp is out of stock.' })).toBeVisible();
  await page.getByText('All figures as a table').click();
  await expect(page.getByRole('table', { name: 'Figures' }).getByRole('row')).toHaveCount(57);
});

test('it is marked as seen with the keyboard, and Home no longer shows it', async ({ page }) => {
  const drop = (await anomalies()).find(({ title }) => title === 'Orders');
  await page.goto(`/anomalies/${drop?.id}`);
  const button = page.getByRole('button', { name: 'Mark as seen' });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Seen by /)).toBeVisible();
  await expect(button).toHaveCount(0);
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Needs you' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Orders: \d+ on/ })).toHaveCount(0);
  await page.goto('/anomalies?state=open');
  await expect(page.getByRole('link', { name: 'Orders', exact: true })).toHaveCount(0);
});

test('the flow has started once, by the number it is for', async () => {
  // At a second try, the flow of the first may have started: an anomaly is told once.
  const flows = (await rest<Listed<FlowAnswer>>('GET', '/flows?limit=100')).items.filter(
    ({ name }) => name === NAME,
  );
  const starts = async () => {
    const lists = await Promise.all(
      flows.map(({ id }) => rest<Listed<{ id: string }>>('GET', `/flows/${id}/enrolments`)),
    );
    return Math.max(...lists.map(({ items }) => items.length));
  };
  await expect.poll(starts, { timeout: 60_000 }).toBe(1);
});
