import { expect, test } from './test.ts';

test('the gallery shows every flow from summaries, and its tabs choose what a flow is for', async ({
  page,
}) => {
  // Summaries only, however many there are: no template is read as a whole before somebody looks at it.
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('/gallery');
  const card = page.getByRole('button', { name: 'Preview Daily brief' });
  await expect(card).toBeVisible();
  await expect(page.getByRole('img', { name: 'Daily brief: 8 steps' })).toBeVisible();
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
