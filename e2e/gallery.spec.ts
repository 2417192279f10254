import { expect, test } from './test.ts';

test('the gallery is there within a second, and its tabs choose what a flow is for', async ({ page }) => {
  await page.goto('/gallery');
  const card = page.getByRole('button', { name: 'Preview Daily brief' });
  await expect(card).toBeVisible();
  // Again, with everything warm: what counts is the gallery, not the first compilation of a page.
  await page.goto('/flows');
  await expect(page.getByRole('heading', { level: 1, name: 'Flows' })).toBeVisible();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const began = Date.now();
  await page.getByRole('link', { name: 'Gallery' }).first().click();
  await expect(card).toBeVisible();
  expect(Date.now() - began).toBeLessThan(1_000);
  // Summaries only: no template is read as a whole before somebody looks at it.
  expect(asked.filter((url) => url.includes('templates.get'))).toEqual([]);

  await page.getByRole('tab', { name: 'Service' }).click();
  await expect(page.getByRole('button', { name: 'Preview Returns' })).toBeVisible();
  await expect(card).toBeHidden();
  await expect(page).toHaveURL(/for=service/);
});

test('a preview says what keeps a flow in bounds, how it is judged and whose it is', async ({ page }) => {
  await page.goto('/gallery?look=inventory-replenishment');
  const look = page.getByRole('dialog', { name: 'Inventory replenishment' });
  await expect(look.getByRole('heading', { name: 'What keeps it in bounds' })).toBeVisible();
  await expect(look.getByText('Nothing is ordered without an approval')).toBeVisible();
  await expect(look.getByText('Product is back in stock, within 30 days')).toBeVisible();
  await expect(look.getByText('Operations')).toBeVisible();
  await expect(look.getByText('Without one, your team gets a task.')).toBeVisible();
  await expect(look.getByText('Source: IHL Group')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(look).toBeHidden();
});
