import { picture } from './picture.ts';
import { rest, type FlowAnswer, type Listed } from './rest.ts';
import { settled } from './screens.ts';
import { expect, test } from './test.ts';

const DAY = 86_400_000;
const stamp = Date.now();
const TITLE = `Hearth blend ${stamp}`;
const PRODUCT = `blend-${stamp}`;
/** Buys it every twenty days, and last eleven days ago. */
const REGULAR = `rosa-${stamp}@example.com`;

/** As many numbers between 0 and 1 as wanted, the same each time. */
let drawn = 7;
const random = () => (drawn = (drawn * 16_807) % 2_147_483_647) / 2_147_483_647;
/** About a standard normal number. */
const normal = () => Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, -6);

/** Days ago on which somebody bought it, newest first. */
const purchases = (last: number, gap: (index: number) => number): number[] => {
  const days = [last];
  for (let index = 0; days.at(-1)! < 330; index += 1) days.push(days.at(-1)! + gap(index));
  return days;
};

/** Two hundred people who use it up at a pace of their own, about every twenty-six days. */
async function boughtBefore(): Promise<void> {
  await rest('POST', '/events', {
    id: `${PRODUCT}-made`,
    type: 'product-updated',
    properties: {
      productId: PRODUCT,
      title: TITLE,
      status: 'active',
      price: '18.00',
      cost: '6.00',
      stock: 400,
    },
  });
  const order = (email: string, ago: number) => ({
    id: `${PRODUCT}-${email}-${ago}`,
    type: 'order-placed',
    occurredAt: new Date(stamp - ago * DAY).toISOString(),
    customer: { email },
    properties: {
      orderId: `${PRODUCT}-${email}-${ago}`,
      currency: 'USD',
      lines: [{ productId: PRODUCT, title: TITLE, quantity: 1, price: '18.00' }],
    },
  });
  const events = Array.from({ length: 200 }, (_unused, person) => {
    const pace = 26 * Math.exp(0.4 * normal());
    const varies = () => Math.max(1, Math.round(pace * Math.exp(0.22 * normal())));
    return purchases(1 + Math.floor(random() * pace), varies).map((ago) =>
      order(`blend-${person}-${stamp}@example.com`, ago),
    );
  }).flat();
  events.push(...purchases(11, (index) => 20 + ((index % 3) - 1)).map((ago) => order(REGULAR, ago)));
  for (let from = 0; from < events.length; from += 250)
    expect(await rest('POST', '/events', events.slice(from, from + 250))).toMatchObject({ refused: [] });
}

test('a marketer sees when customers are due to buy a product again, why, and begins a flow before that day', async ({
  page,
}) => {
  test.setTimeout(360_000);
  await boughtBefore();

  await test.step('the model has learned, and its card says how well', async () => {
    await page.goto('/settings/models');
    const status = await page.evaluate(async () => {
      const answer = await fetch('/api/trpc/settings.trainModels?batch=1', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ 0: { json: { models: ['reorder-date'] } } }),
      });
      return `${answer.status} ${await answer.text()}`;
    });
    expect(status).toContain('"reorder-date":"trained"');
    await page.reload();
    const card = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: 'When is a product bought again?' }) });
    await expect(card).toContainText('Within the interval');
    await expect(card).toContainText(TITLE);
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await picture(card, `${theme}-reorder-card`);
    }
    await page.emulateMedia({ colorScheme: 'light' });
  });

  const [regular] = (
    await rest<Listed<{ id: string }>>('GET', `/customers?email=${encodeURIComponent(REGULAR)}`)
  ).items;

  await test.step('the page of a customer names the product, the day and the reason', async () => {
    await page.goto(`/customers/${regular!.id}`);
    const expected = page.getByRole('region', { name: 'Expected' });
    await expect(expected).toContainText('product due again');
    await expect(expected).toContainText(TITLE);
    await expect(expected).toContainText(/They bought “Hearth blend \d+” on \d+ days, last on/);
    await expect(expected).toContainText('by their own pace and that of others who buy it');
    for (const [name, width, theme] of [
      ['light', 1_280, 'light'],
      ['dark', 1_280, 'dark'],
      ['phone', 390, 'light'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: theme });
      await settled(page);
      await picture(page, `${name}-reorder-expected`, { fullPage: true });
    }
    await page.setViewportSize({ width: 1_280, height: 900 });
    await page.emulateMedia({ colorScheme: 'light' });
  });

  await test.step('a flow begins days before that day, and says who would enter', async () => {
    const { id } = await rest<FlowAnswer>('POST', '/flows', { name: `Time for more ${stamp}` });
    await page.goto(`/flows/${id}`);
    await page.locator('[data-step]').filter({ hasText: 'Choose what lets people in' }).click();
    const panel = page.getByRole('complementary', { name: /^Settings of/ });
    await panel.getByRole('combobox', { name: 'It begins with' }).click();
    await page.getByRole('option', { name: /^Date/ }).click();
    await panel.getByRole('combobox', { name: 'Date' }).click();
    await page.getByRole('option', { name: 'A product is due again' }).click();
    await expect(panel.getByLabel(/Least chance/).first()).toHaveValue('30');
    await expect(panel.getByRole('status', { name: 'Who would enter' })).toContainText(
      /\d+ people enter within the next 30 days/,
    );
    await expect(
      page.locator('[data-step]').filter({ hasText: 'the day they are due to buy a product again' }),
    ).toBeVisible();
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await settled(page);
      await picture(page, `${theme}-reorder-trigger`);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page
      .getByRole('button', { name: /^End here/ })
      .first()
      .click();
    await expect
      .poll(async () => (await rest<FlowAnswer>('GET', `/flows/${id}`)).graph.nodes.map((node) => node.kind))
      .toEqual(['date-trigger', 'end']);
    expect((await rest<{ state: string }>('POST', `/flows/${id}/publish`, {})).state).toBe('live');
  });

  await test.step('a segment has those who are due, the regular customer among them', async () => {
    const { id } = await rest<{ id: string }>('POST', '/segments', {
      name: `Due again ${stamp}`,
      condition: {
        all: [
          { fact: 'customer.predicted.reorderProduct', operator: 'is', value: TITLE },
          { fact: 'customer.predicted.reorderAt', operator: 'within-next-days', value: 14 },
        ],
      },
    });
    await expect
      .poll(
        async () =>
          (
            await rest<Listed<{ email: string | null }>>('GET', `/segments/${id}/members?limit=200`)
          ).items.some(({ email }) => email === REGULAR),
        { timeout: 60_000 },
      )
      .toBe(true);
    // The specs of segments begin in a store without one.
    await rest('DELETE', `/segments/${id}`);
  });
});
