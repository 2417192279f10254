import { tabTo } from './keys.ts';
import { rest, type FlowAnswer } from './rest.ts';
import { expect, test } from './test.ts';

const DAY = 86_400_000;
const PEOPLE = 200;

const graph = (event: string) => ({
  schemaVersion: 2,
  subject: 'customer',
  nodes: [
    { id: 'trigger', kind: 'event-trigger', version: 0, config: { event } },
    { id: 'wait', kind: 'wait', version: 0, config: { duration: { amount: 1, unit: 'hours' } } },
    { id: 'end', kind: 'end', version: 0, config: {} },
  ],
  edges: [
    { id: 'one', from: 'trigger', port: 'next', to: 'wait' },
    { id: 'two', from: 'wait', port: 'next', to: 'end' },
  ],
});
const flowOf = async (event: string) =>
  (await rest<FlowAnswer>('POST', '/flows', { name: `Plan ${event}`, graph: graph(event) })).id;
const holdoutOf = async (id: string) =>
  (await rest<FlowAnswer & { graph: { settings: { holdout: number } } }>('GET', `/flows/${id}`)).graph
    .settings.holdout;

/** People who did something over a hundred days; one in five of them ordered two days later. */
async function pastOf(event: string): Promise<void> {
  const at = (days: number) => new Date(Date.now() - days * DAY).toISOString();
  const events = Array.from({ length: PEOPLE }, (_, person) => {
    const ago = 100 - person / 2 - 1;
    const customer = { email: `planned-${person}@example.com` };
    return [
      { id: `${event}-${person}`, type: event, occurredAt: at(ago + 0.5), customer, properties: {} },
      ...(person % 5 === 0
        ? [
            {
              id: `${event}-order-${person}`,
              type: 'order-placed',
              occurredAt: at(Math.max(0.01, ago - 2)),
              customer,
              properties: {
                orderId: `${event}-${person}`,
                currency: 'USD',
                lines: [{ productId: 'jar', title: 'Jar', quantity: 1, price: '40.00', cost: '15.00' }],
              },
            },
          ]
        : []),
    ];
  }).flat();
  for (let from = 0; from < events.length; from += 100)
    await rest('POST', '/events', events.slice(from, from + 100));
}

test('a flow is tried beside what there is, for two weeks, and goes on by one press', async ({ page }) => {
  const id = await flowOf('asked-beside');
  await page.goto(`/flows/${id}?panel=settings`);
  const panel = page.getByRole('complementary', { name: 'Flow settings' });
  await panel.getByRole('button', { name: 'Try it beside what you have' }).click();
  const trial = panel.getByRole('region', { name: 'Beside what you have' });
  await expect(trial.getByText('14 days left, today included.')).toBeVisible();
  await trial.getByRole('textbox', { name: 'What the others get' }).fill('the cart e-mails of Klaviyo');
  await expect.poll(() => holdoutOf(id)).toBe(0.5);
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await rest('POST', `/flows/${id}/publish`, {});
  await page.goto(`/flows/${id}/results`);
  await expect(page.getByRole('region', { name: 'Trial' })).toContainText(
    'the others get the cart e-mails of Klaviyo. 14 days left.',
  );
  await page.getByRole('link', { name: 'Change the trial' }).click();
  await panel.getByRole('button', { name: 'End the trial, go on with this flow' }).click();
  await expect(panel.getByRole('button', { name: 'Try it beside what you have' })).toBeVisible();
  await expect.poll(() => holdoutOf(id)).toBe(0.1);
});

test('the holdout is planned and chosen before publishing, from what people did before', async ({ page }) => {
  await pastOf('asked-for-a-plan');
  const id = await flowOf('asked-for-a-plan');
  await page.goto(`/flows/${id}`);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Publish this flow' });
  await expect(
    dialog.getByText(/10% are held back.*A gain of 10% in people who order needs about/),
  ).toBeVisible();

  await dialog.getByRole('button', { name: 'Plan the holdout' }).click();
  const planner = dialog.getByRole('region', { name: 'Holdout planner' });
  await expect(planner.getByText(/of 1\d\d people who met the trigger before ordered/)).toBeVisible();
  await expect(planner.getByRole('textbox', { name: /without the flow/ })).toHaveValue('20');
  await expect(planner.getByText(/more than a year to see a gain of 10%/)).toBeVisible();
  await planner.getByRole('textbox', { name: 'To see a gain of' }).fill('60');
  await planner.getByRole('textbox', { name: 'People who enter in a week' }).fill('400');
  await expect(planner.getByText(/held out shows a gain of 60% in people who order with/)).toBeVisible();
  await expect(planner.getByRole('radio', { name: /^10%/ })).toBeChecked();

  await planner.getByRole('radio', { name: /^30%.*people, about \d+ weeks/ }).click();
  await expect(dialog.getByText('30% are held back, to measure the flow’s effect.')).toBeVisible();
  await expect.poll(() => holdoutOf(id)).toBe(0.3);
  await dialog.getByRole('button', { name: 'Publish flow' }).click();
  await expect(page.getByText('Version 1 is live.')).toBeVisible();
});

test('what is not known yet is asked for, and the planner of the settings works by keyboard', async ({
  page,
}) => {
  const id = await flowOf('never-asked-for-a-plan');
  await page.goto(`/flows/${id}?panel=settings`);
  const panel = page.getByRole('complementary', { name: 'Flow settings' });
  await tabTo(page, panel.getByRole('button', { name: 'Plan the holdout' }));
  await page.keyboard.press('Enter');
  const planner = panel.getByRole('region', { name: 'Holdout planner' });
  await expect(planner.getByText('How many people order without the flow is not known yet.')).toBeVisible();
  await expect(planner.getByText('Not known yet. Enter your own estimate.')).toHaveCount(2);
  await tabTo(page, planner.getByRole('textbox', { name: 'People who enter in a week' }));
  await page.keyboard.type('900');
  await tabTo(page, planner.getByRole('textbox', { name: /without the flow/ }));
  await page.keyboard.type('8');
  await tabTo(page, planner.getByRole('radio', { name: /^10%/ }));
  await expect(planner.getByRole('status')).toContainText('a gain of 10% in people who order');
  await page.keyboard.press('ArrowDown');
  await expect(planner.getByRole('radio', { name: /^20%/ })).toBeChecked();
  await expect(panel.getByRole('textbox', { name: 'Holdout' })).toHaveValue('20');
  await expect.poll(() => holdoutOf(id)).toBe(0.2);
});
