import { rest, type FlowAnswer } from './rest.ts';
import { expect, test } from './test.ts';

test('a flow for loyal customers is built from nothing, starts on a schedule, and is published', async ({
  page,
}) => {
  const { id } = await rest<FlowAnswer>('POST', '/flows', { name: 'Loyal letter' });
  await page.goto(`/flows/${id}`);
  await page.locator('[data-step]').filter({ hasText: 'Choose what lets people in' }).click();
  const panel = page.getByRole('complementary', { name: /^Settings of/ });
  await panel.getByRole('combobox', { name: 'It begins with' }).click();
  await page.getByRole('option', { name: /^Schedule/ }).click();
  await expect(panel.getByRole('status', { name: 'Who would enter' })).toContainText(
    /Next: .* would enter now/,
  );
  await panel.getByRole('combobox', { name: 'Every' }).click();
  await page.getByRole('option', { name: 'Day', exact: true }).click();
  await expect(page.locator('[data-step]').filter({ hasText: 'Every day at 09:00' })).toBeVisible();
  const next = page.getByRole('button', { name: /^End here/ }).first();
  await next.click();
  await expect
    .poll(async () => (await rest<FlowAnswer>('GET', `/flows/${id}`)).graph.nodes.map((node) => node.kind))
    .toEqual(['schedule-trigger', 'end']);
  const published = await rest<{ state: string }>('POST', `/flows/${id}/publish`, {});
  expect(published.state).toBe('live');
});

test('a flow becomes one about the store, and says that it sends no messages', async ({ page }) => {
  const { id } = await rest<FlowAnswer>('POST', '/flows', { name: 'Morning look' });
  await page.goto(`/flows/${id}`);
  await page.locator('[data-step]').filter({ hasText: 'Choose what lets people in' }).click();
  const panel = page.getByRole('complementary', { name: /^Settings of/ });
  await panel.getByRole('combobox', { name: 'The flow is about' }).click();
  await page.getByRole('option', { name: /^The store/ }).click();
  await panel.getByRole('combobox', { name: 'It begins with' }).click();
  await expect(page.getByRole('option', { name: /^Segment/ })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('option', { name: /^Schedule/ }).click();
  await expect
    .poll(async () => (await rest<{ graph: { subject: string } }>('GET', `/flows/${id}`)).graph.subject)
    .toBe('store');
});
